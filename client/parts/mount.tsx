import { render, type ComponentType } from 'preact';
import '../look/base.css';
import './parts.css';
import { Toasts } from './toasts.tsx';

/** Puts a place on the page, with the toasts every place has. The page's HTML has a `<div id="app">`. */
export function mount(Place: ComponentType): void {
  const element = document.getElementById('app');
  if (!element) throw new Error('The page has no #app');
  render(
    <>
      <Place />
      <Toasts />
    </>,
    element,
  );
}
