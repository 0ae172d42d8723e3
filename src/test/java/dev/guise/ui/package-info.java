/// A preview of the window with invented data, and what the tests of the window share.
@org.jspecify.annotations.NullMarked
package dev.guise.ui;
