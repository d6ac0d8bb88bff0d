/// What does not fit on a page, whatever moment it shows.
enum PageFit {
  /// A JavaScript expression: each kind of fault with an example, or nothing.
  static let overflows = """
    (() => {
      const faults = new Map();
      const check = (holds, name) => { if (!holds) faults.set(name, glassbox.trace.position); };
      const isScrolled = (e) => e.scrollHeight > e.clientHeight + 1;
      // Of long traces some moments in between are enough, and those of the loss.
      const stride = Math.ceil(glassbox.trace.count / 60);
      for (let position = 0; position < glassbox.trace.count; position++) {
        const step = glassbox.trace.steps[glassbox.trace.stepOf(position)];
        const moment = position - glassbox.trace.offsets[glassbox.trace.stepOf(position)];
        if (position % stride !== 0 && step.phaseAt(moment) !== 1) continue;
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
