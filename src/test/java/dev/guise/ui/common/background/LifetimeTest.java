package dev.guise.ui.common.background;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private final Lifetime life = new Lifetime();
    private final SimpleObjectProperty<String> longer = new SimpleObjectProperty<>("one");
    private final List<String> heard = new ArrayList<>();

    @Test
    void whatIsSubscribedToIsHeardOfUntilTheEnd() {
        life.subscribe(longer, heard::add);
        longer.set("two");
        life.close();
        longer.set("three");
        assertEquals(List.of("one", "two"), heard);
    }

    @Test
    void whatFollowsStaysAsItIsAtTheEnd() {
        var shorter = life.follow(longer);
        shorter.subscribe(now -> heard.add(now));
        longer.set("two");
        life.close();
        longer.set("three");
        assertEquals(List.of("one", "two"), heard);
        assertEquals("two", shorter.get());
    }

    @Test
    void whatWasAddedLastEndsFirstAndOnce() {
        life.add(() -> heard.add("first"));
        life.add(() -> heard.add("second"));
        life.close();
        life.close();
        assertEquals(List.of("second", "first"), heard);
    }

    @Test
    void nothingBeginsAfterTheEnd() {
        life.close();
        life.add(() -> heard.add("ended"));
        life.subscribe(longer, heard::add);
        assertEquals(List.of("ended"), heard);
    }
}
