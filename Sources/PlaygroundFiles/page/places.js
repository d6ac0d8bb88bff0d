// Where neurons lie in the drawing, for the room there is.

/** Places of the features, the hidden neurons and the outputs, in columns from left to right. */
class Places {
  constructor(structure, width, height) {
    this.width = width;
    this.isNarrow = width < 520;
    const columns = structure.layers.map((layer) => layer.column === 0
      ? structure.columnOfFeatures.length : layer.units);
    const labels = this.isNarrow ? 26 : 44;
    this.top = this.isNarrow ? 62 : 66;
    const tallest = Math.max(...columns);
    const gap = this.isNarrow ? 7 : 11;
    const across = (width - labels) / (columns.length * 1.45);
    const least = this.isNarrow ? 20 : 26;
    const most = this.isNarrow ? 36 : 66;
    const down = (height - this.top - 18) / tallest - gap;
    this.size = Math.floor(Math.max(least, Math.min(most, across, down)));
    this.pitch = Math.min(this.size + 34, Math.max(this.size + gap, (height - this.top - 18) / tallest));
    this.height = Math.round(Math.max(height, this.top + tallest * this.pitch + 18));
    this.left = labels;
    this.step = columns.length > 1 ? (width - labels - this.size - 4) / (columns.length - 1) : 0;
    this.columns = columns;
    this.tallest = tallest;
  }

  /** The middle of a column of tiles. */
  x(column) {
    return this.left + column * this.step + this.size / 2;
  }

  /** The middle of a tile; columns are centred on the tallest. */
  y(row, column) {
    const above = (this.tallest - this.columns[column]) / 2;
    return this.top + this.pitch * (row + above) + this.size / 2;
  }
}
