package dev.guise.ui.graph.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A diagram with places. In logical pixels at zoom 1, from 0,0 to the right and down.
///
/// @param diagram what was laid out
/// @param boxes   the place of each node by its id
/// @param routes  the way of each edge by its id
/// @param width   of everything
/// @param height  of everything
public record LaidOutDiagram(
        Diagram diagram, Map<String, Box> boxes, Map<String, Route> routes, double width, double height) {

    public static final LaidOutDiagram EMPTY = new LaidOutDiagram(Diagram.EMPTY, Map.of(), Map.of(), 0, 0);

    public LaidOutDiagram {
        boxes = Map.copyOf(boxes);
        routes = Map.copyOf(routes);
    }

    /// A rectangle.
    public record Box(double x, double y, double width, double height) {
        public double centreX() {
            return x + width / 2;
        }

        public double centreY() {
            return y + height / 2;
        }

        public double right() {
            return x + width;
        }

        public double bottom() {
            return y + height;
        }

        public boolean contains(double px, double py) {
            return px >= x && px <= right() && py >= y && py <= bottom();
        }

        public boolean intersects(Box other) {
            return other.right() >= x && other.x <= right() && other.bottom() >= y && other.y <= bottom();
        }
    }

    /// A point.
    public record Point(double x, double y) {}

    /// The way of an edge.
    ///
    /// @param points from the source to the target, with the bends between
    /// @param label  the middle of the label's place, if room was kept for one
    public record Route(List<Point> points, Optional<Point> label) {
        public Route {
            points = List.copyOf(points);
        }

        /// The smallest rectangle around it.
        public Box bounds() {
            double left = Double.POSITIVE_INFINITY;
            double top = Double.POSITIVE_INFINITY;
            double right = Double.NEGATIVE_INFINITY;
            double bottom = Double.NEGATIVE_INFINITY;
            for (Point point : points) {
                left = Math.min(left, point.x());
                top = Math.min(top, point.y());
                right = Math.max(right, point.x());
                bottom = Math.max(bottom, point.y());
            }
            return new Box(left, top, right - left, bottom - top);
        }

        /// The distance from a point to the nearest place of the way.
        public double distance(double x, double y) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = 1; i < points.size(); i++) {
                nearest = Math.min(nearest, toSegment(points.get(i - 1), points.get(i), x, y));
            }
            return nearest;
        }

        private static double toSegment(Point a, Point b, double x, double y) {
            double dx = b.x() - a.x();
            double dy = b.y() - a.y();
            double length = dx * dx + dy * dy;
            double t = length == 0 ? 0 : Math.clamp(((x - a.x()) * dx + (y - a.y()) * dy) / length, 0, 1);
            return Math.hypot(x - a.x() - t * dx, y - a.y() - t * dy);
        }
    }
}
