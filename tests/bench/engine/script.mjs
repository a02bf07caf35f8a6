/** Loads a library that is no module. */
export function script(src) {
  return new Promise((done, failed) => {
    const element = document.createElement('script');
    Object.assign(element, { src, onload: done, onerror: () => failed(new Error(`could not load ${src}`)) });
    document.head.append(element);
  });
}
