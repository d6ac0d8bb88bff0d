import ArgumentParser
struct Read: ParsableCommand {}
