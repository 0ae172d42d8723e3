package dev.guise.ui.graph.paint;

import dev.guise.ui.graph.model.LaidOutDiagram.Box;

/// How places of a diagram become places on the screen: `screen = world * scale + offset`.
///
/// @param scale   zoom
/// @param offsetX of the world's origin on the screen
/// @param offsetY of the world's origin on the screen
public record Viewport(double scale, double offsetX, double offsetY) {
    public static final double SMALLEST = 0.02;
    public static final double LARGEST = 4;

    /// The smallest zoom at which everything written can be read.
    public static final double READABLE = 0.8;

    private static final double LEAST = 0.75;

    /// How much is seen to the right of what a question is about.
    private static final double BEYOND = 48;

    public static final Viewport IDENTITY = new Viewport(1, 0, 0);

    public Viewport {
        scale = Math.clamp(scale, SMALLEST, LARGEST);
    }

    /// All of the world in a place of that size, never larger than it is.
    public static Viewport fit(double worldWidth, double worldHeight, double width, double height) {
        if (worldWidth <= 0 || worldHeight <= 0 || width <= 0 || height <= 0) {
            return IDENTITY;
        }
        double scale = Math.clamp(Math.min(width / worldWidth, height / worldHeight), SMALLEST, 1);
        return new Viewport(scale, (width - worldWidth * scale) / 2, (height - worldHeight * scale) / 2);
    }

    /// All of the world in a part of a screen.
    public static Viewport fit(double worldWidth, double worldHeight, Box place) {
        return fit(worldWidth, worldHeight, place.width(), place.height()).pan(place.x(), place.y());
    }

    /// The first look at a world that is too large to be read as a whole: its beginning on the left, at a size that is
    /// easily read, or as far to the right as it takes to see what the question is about, with that in the middle
    /// of the height.
    ///
    /// @param about what the question is about, in the world
    /// @param top   height of what floats over the top of the screen
    public static Viewport first(Box world, Box about, double width, double height, double top) {
        double free = height - top;
        double worldWidth = world.width() * READABLE;
        double worldHeight = world.height() * READABLE;
        double offsetX = worldWidth <= width
                ? (width - worldWidth) / 2
                : Math.clamp(width - BEYOND - about.right() * READABLE, width - worldWidth, 0);
        double offsetY = worldHeight <= free
                ? (free - worldHeight) / 2
                : Math.clamp(free / 2 - about.centreY() * READABLE, free - worldHeight, 0);
        return new Viewport(READABLE, offsetX, top + offsetY);
    }

    /// Whether all that is written is large enough to be read.
    public boolean isReadable() {
        return scale >= LEAST;
    }

    /// Where a box of the world is on the screen.
    public Box toScreen(Box box) {
        return new Box(toScreenX(box.x()), toScreenY(box.y()), box.width() * scale, box.height() * scale);
    }

    /// How far the world's origin is from where another one has it, on the screen.
    double distance(Viewport other) {
        return Math.hypot(offsetX - other.offsetX, offsetY - other.offsetY);
    }

    public double toScreenX(double x) {
        return x * scale + offsetX;
    }

    public double toScreenY(double y) {
        return y * scale + offsetY;
    }

    public double toWorldX(double x) {
        return (x - offsetX) / scale;
    }

    public double toWorldY(double y) {
        return (y - offsetY) / scale;
    }

    /// Zooms by a factor; what is at that place of the screen stays there.
    public Viewport zoom(double factor, double screenX, double screenY) {
        double other = Math.clamp(scale * factor, SMALLEST, LARGEST);
        double real = other / scale;
        return new Viewport(other, screenX - (screenX - offsetX) * real, screenY - (screenY - offsetY) * real);
    }

    public Viewport pan(double dx, double dy) {
        return new Viewport(scale, offsetX + dx, offsetY + dy);
    }

    /// Moves so that a place of the world is in the middle of a screen of that size.
    public Viewport centre(double x, double y, double width, double height) {
        return new Viewport(scale, width / 2 - x * scale, height / 2 - y * scale);
    }

    /// The part of the world that a screen of that size shows.
    public Box visible(double width, double height) {
        return new Box(toWorldX(0), toWorldY(0), width / scale, height / scale);
    }

    /// Moves as little as needed for a box to be within a screen of that size, with a margin.
    public Viewport reveal(Box box, double width, double height, double margin) {
        double dx = shift(toScreenX(box.x()), toScreenX(box.right()), width, margin);
        double dy = shift(toScreenY(box.y()), toScreenY(box.bottom()), height, margin);
        return dx == 0 && dy == 0 ? this : pan(dx, dy);
    }

    /// Moves down as little as needed for a box not to be under what covers a part of the screen.
    ///
    /// @param cover on the screen
    /// @param box   in the world
    /// @param gap   between the two, on the screen
    public Viewport below(Box cover, Box box, double gap) {
        Box onScreen = toScreen(box);
        return onScreen.intersects(cover) ? pan(0, cover.bottom() + gap - onScreen.y()) : this;
    }

    private static double shift(double low, double high, double size, double margin) {
        if (low < margin) {
            return margin - low;
        }
        return high > size - margin ? Math.max(size - margin - high, margin - low) : 0;
    }
}
