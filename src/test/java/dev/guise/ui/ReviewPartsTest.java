package dev.guise.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.background.FxThread;
import dev.guise.ui.common.command.KeyBinding;
import dev.guise.ui.common.settings.TableDescription;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is registered once and read by keys, menus, the palette, the settings and the sheet of keys.
class ReviewPartsTest {
    private final ReviewParts parts = new ReviewParts();

    @Test
    void everyViewHasATitleOfItsOwnAndAKey() {
        List<String> tabs = parts.tabs();
        assertEquals(tabs.size(), new HashSet<>(tabs).size());
        assertTrue(
                IntStream.range(0, tabs.size()).allMatch(i -> KeyBinding.tab(i).isPresent()), "a tab has no key");
    }

    @Test
    void noTwoTablesAreKeptUnderTheSameId() throws Exception {
        List<String> ids = FxThread.call(
                () -> parts.tables().stream().map(TableDescription::id).toList());
        assertEquals(ids.size(), new HashSet<>(ids).size(), ids.toString());
    }
}
