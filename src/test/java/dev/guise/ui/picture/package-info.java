/// Pictures of the real window for the documentation, made anew by a profile of the build.
/// What a picture must show is in its list of views; tests of the window are elsewhere.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.picture;
