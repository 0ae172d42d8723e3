package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.guise.ui.common.settings.Settings.WindowSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "1440, 900, false, 1920, 1200, 1440, 900, false",
        "1440, 900, true, 1920, 1200, 1440, 900, true",
        "1440, 900, false, 1488, 948, 1440, 900, false",
        "1440, 900, false, 1487, 948, 1439, 900, true",
        "1440, 900, false, 1488, 947, 1440, 899, true",
        "1440, 900, false, 1280, 800, 1232, 752, true"
    })
    void aWindowAboutAsLargeAsTheScreenFillsIt(
            double width,
            double height,
            boolean was,
            double screenWidth,
            double screenHeight,
            double wide,
            double high,
            boolean fills) {
        assertEquals(
                new WindowSize(wide, high, fills),
                WindowPlace.fitting(new WindowSize(width, height, was), screenWidth, screenHeight));
    }
}
