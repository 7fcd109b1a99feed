/** Whether what was typed can be a telephone number. As `Phone` of shared/shapes.ts, which would bring zod into a bundle. */
export const isPhone = (typed: string): boolean => /^\+?[0-9][0-9 -]{4,22}$/.test(typed.trim());
