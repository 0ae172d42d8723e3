package dev.guise.ui.graph.layout;

import dev.guise.ui.graph.model.LaidOutDiagram.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/// The places of a screen over which nothing floats.
public final class FreePlaces {
    private FreePlaces() {}

    /// Rectangles that reach from one cover or border to another, the largest free ones among them. For few covers: it
    /// looks at each choice of four sides.
    ///
    /// @param covers what floats over the screen
    /// @param gap    to keep from each
    public static List<Box> of(List<Box> covers, double width, double height, double gap) {
        List<Box> places = new ArrayList<>();
        for (double left : sides(covers, 0, cover -> Math.min(cover.right() + gap, width))) {
            for (double right : sides(covers, width, cover -> Math.min(cover.x() - gap, width))) {
                for (double top : sides(covers, 0, cover -> Math.min(cover.bottom() + gap, height))) {
                    for (double bottom : sides(covers, height, cover -> Math.min(cover.y() - gap, height))) {
                        places.add(new Box(left, top, right - left, bottom - top));
                    }
                }
            }
        }
        places.removeIf(place ->
                place.width() <= 0 || place.height() <= 0 || covers.stream().anyMatch(place::intersects));
        return places;
    }

    private static double[] sides(List<Box> covers, double border, ToDoubleFunction<Box> side) {
        return DoubleStream.concat(DoubleStream.of(border), covers.stream().mapToDouble(side))
                .toArray();
    }
}
