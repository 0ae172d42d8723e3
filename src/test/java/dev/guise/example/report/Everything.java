package dev.guise.example.report;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.awt.Point;
import java.awt.image.BufferedImage;
import javafx.scene.paint.Color;
import org.snakeyaml.engine.v2.api.Load;

/// Wrong on purpose: every library in the wrong room.
public record Everything(ConfigMap map, Point point, BufferedImage image, Color colour, Load yaml) {

    public void print() {
        System.err.println(map);
    }
}
