package dev.guise.ui;

/// The window with everything in it.
public final class ReviewApplication extends GuiseApplication {

    @Override
    protected WindowParts parts() {
        return new ReviewParts();
    }
}
