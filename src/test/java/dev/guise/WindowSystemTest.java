package dev.guise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowSystemTest {

    @Test
    void withoutADisplayThatIsSaid() {
        String said = WindowSystem.missingOnLinux(Map.of("DISPLAY", ""), library -> true)
                .orElse("");
        assertTrue(said.contains("DISPLAY"), said);
    }

    @Test
    void withoutGtkThatIsSaid() {
        String said = WindowSystem.missingOnLinux(Map.of("WAYLAND_DISPLAY", "wayland-0"), library -> false)
                .orElse("");
        assertTrue(said.contains("libgtk-3.so.0") && said.contains("apt install"), said);
    }

    @Test
    void withBothNothingIsMissing() {
        assertEquals(Optional.empty(), WindowSystem.missingOnLinux(Map.of("DISPLAY", ":0"), "libgtk-3.so.0"::equals));
    }
}
