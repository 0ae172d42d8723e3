/// The entrance: decides between the window and the command line, and holds nothing else.
@org.jspecify.annotations.NullMarked
package dev.guise;
