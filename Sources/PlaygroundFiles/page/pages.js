// The tabs of the two pages, that of the plane and that about digits.

/** Links to the page that lies beside this one; where there is none, there are no tabs. */
function linkPages(address) {
  for (const part of document.querySelectorAll(".pages")) part.hidden = !address;
  for (const link of document.querySelectorAll(".otherPage")) if (address) link.href = address;
}
