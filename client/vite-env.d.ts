/** What Vite adds: stylesheets imported for their effect, `import.meta.env`. */
/// <reference types="vite/client" />
