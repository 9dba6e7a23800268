/* The light that this reader chose, on every page and before anything of it is shown. It stays with this browser. */
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('scripted');
  const kept = 'hexapla-light';
  const show = (chosen) => {
    for (const light of ['t-auto', 't-light', 't-dark']) {
      root.classList.toggle('is-' + light, light === chosen);
      root.classList.toggle('no-' + light, light !== chosen);
    }
  };
  const remembered = () => {
    try {
      return localStorage.getItem(kept) ?? 't-auto';
    } catch {
      return 't-auto';  // a browser that keeps nothing
    }
  };
  show(remembered());

  addEventListener('DOMContentLoaded', () => {
    const boxes = [...document.querySelectorAll('.light input')];
    const choose = (light) => {
      for (const box of boxes) box.checked = box.id === light;
      show(light);
    };
    choose(remembered());
    for (const box of boxes) {
      box.addEventListener('change', () => {
        show(box.id);
        try {
          localStorage.setItem(kept, box.id);
        } catch {
          /* the same */
        }
      });
    }
    /* Other tabs follow, and so does a page that a browser goes back to. */
    addEventListener('storage', (event) => {
      if (event.key === kept) choose(remembered());
    });
    addEventListener('pageshow', (event) => {
      if (event.persisted) choose(remembered());
    });
  });
})();
