package dev.guise.draft.yaml;

/// A part of a text. Offsets are in UTF-16 units from 0, lines and columns from 1; the end is exclusive.
public record TextRange(int start, int end, int startLine, int startColumn, int endLine, int endColumn) {}
