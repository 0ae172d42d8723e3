package dev.guise.ui.common.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.ui.common.command.KeyBinding.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class CommandIdTest {

    @Test
    void noTwoCommandsHaveTheSameIdOrKey() {
        Set<String> ids = new HashSet<>();
        Set<KeyBinding> keys = new HashSet<>();
        for (CommandId command : CommandId.values()) {
            assertTrue(ids.add(command.id()), "twice: " + command.id());
            command.key().ifPresent(key -> assertTrue(keys.add(key), "twice: " + key));
        }
    }

    /// The sheet of keys says of each what its command says.
    @Test
    void everyKeyIsThatOfACommand() {
        List<KeyBinding> without = Arrays.stream(KeyBinding.values())
                .filter(key -> key.group() != Group.TABS && key != KeyBinding.ESCAPE)
                .filter(key -> Arrays.stream(CommandId.values())
                        .noneMatch(command -> command.key().equals(Optional.of(key))))
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void namesStandInTheTextAndTellCommandsOfAKindApart() {
        Command graph = CommandId.TAB.each("graph", () -> {}, "Graph").withIcon(Feather.SHARE_2);
        Command paths = CommandId.TAB.each("paths", () -> {}, "100 % paths");
        assertEquals("tab.graph", graph.id());
        assertEquals("Go to Graph", graph.text());
        assertEquals(Feather.SHARE_2, graph.icon());
        assertEquals("Go to 100 % paths", paths.text());
        assertNotEquals(graph.id(), paths.id());
        assertEquals(graph.kind(), paths.kind());
    }

    @Test
    void aCommandThatCannotBeRunDoesNothing() {
        List<String> done = new ArrayList<>();
        Command quit = CommandId.WINDOW_QUIT.command(() -> done.add("quit"));
        quit.run();
        quit.executableProperty().set(false);
        quit.run();
        assertEquals(List.of("quit"), done);
    }

    @Test
    void theFirstNineTabsHaveAKey() {
        assertEquals(Optional.of(KeyBinding.TAB_1), KeyBinding.tab(0));
        assertEquals(Optional.of(KeyBinding.TAB_9), KeyBinding.tab(8));
        assertEquals(Optional.empty(), KeyBinding.tab(9));
    }
}
