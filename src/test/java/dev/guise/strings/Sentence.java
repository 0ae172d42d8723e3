package dev.guise.strings;

/// A text that a person can meet.
///
/// @param room  the package of the class that has it, or the name of the bundled file
/// @param place the class's file, or an entry of the bundled file
/// @param line  where it begins, from 1
/// @param text  the text on one line: what is filled in is written `{name}`, alternatives `‹one|other›`
record Sentence(String room, String place, long line, String text) {}
