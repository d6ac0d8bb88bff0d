/// What does not fit on a page, whatever moment it shows.
enum PageFit {
  /// A JavaScript expression: each kind of fault with an example, or nothing.
  static let overflows = """
    (() => {
      const faults = new Map();
      const check = (holds, name) => { if (!holds) faults.set(name, glassbox.trace.position); };
      const isScrolled = (e) => e.scrollHeight > e.clientHeight + 1;
      for (let position = 0; position < glassbox.trace.count; position++) {
        glassbox.goTo(position);
        check(document.documentElement.scrollHeight <= innerHeight, 'page');
        check(document.documentElement.scrollWidth <= innerWidth, 'page across');
        check(!isScrolled(document.querySelector('.side')), 'side');
        check(!isScrolled(document.getElementById('equation')), 'equation');
        const canvas = document.getElementById('canvas').getBoundingClientRect();
        for (const text of document.querySelectorAll('#network text')) {
          if (!text.textContent || text.style.display === 'none') continue;
          const box = text.getBoundingClientRect();
          check(box.left > canvas.left - 12 && box.right < canvas.right + 12, text.textContent);
          check(box.top > canvas.top - 4 && box.bottom < canvas.bottom + 4, text.textContent);
          const home = text.closest('.chip')?.querySelector('rect')
            ?? (text.matches('.circles .value') && text.parentNode.querySelector('.disc'));
          if (home) check(box.width <= home.getBoundingClientRect().width, text.textContent);
        }
      }
      return [...faults].join('; ');
    })()
    """
}
