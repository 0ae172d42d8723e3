package dev.guise.ui.review;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.frame.FrameModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A cluster under review without a window: what would run on the window's thread runs in the test's, while it waits.
public final class OpenSession {
    private static final long SECONDS = 60;

    /// What was copied and shown.
    public static final class Spoken implements Dialogs {
        public final List<String> copied = new ArrayList<>();
        public final List<Problem> problems = new ArrayList<>();
        public final List<Path> files = new ArrayList<>();

        @Override
        public List<Path> openFiles(String title, List<FileKind> kinds) {
            return List.copyOf(files);
        }

        @Override
        public Optional<Path> openFolder(String title) {
            return files.stream().findFirst();
        }

        @Override
        public Optional<Path> saveFile(String title, String name, List<FileKind> kinds) {
            return files.stream().findFirst();
        }

        @Override
        public boolean confirm(String title, String message, String action) {
            return true;
        }

        @Override
        public Optional<String> ask(String title, String prompt, String first) {
            return Optional.empty();
        }

        @Override
        public void show(Problem problem) {
            problems.add(problem);
        }

        @Override
        public void copy(String text) {
            copied.add(text);
        }
    }

    private final BlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final Spoken dialogs = new Spoken();
    private final Background background = new Background(window::add, errors::add);
    private final Session session;

    private OpenSession(ClusterSnapshot snapshot) {
        session = Session.of(snapshot, new FrameModel(), background, dialogs, "");
    }

    /// Opens a cluster and waits until its indexes are built and somebody is selected.
    public static OpenSession of(ClusterSnapshot snapshot) throws InterruptedException {
        OpenSession open = new OpenSession(snapshot);
        open.session.loader().open();
        open.await(() -> open.session.loader().reviewProperty().get().isPresent()
                && !open.session.frame().selectionProperty().get().isEmpty());
        return open;
    }

    public Session session() {
        return session;
    }

    public Background background() {
        return background;
    }

    public Spoken dialogs() {
        return dialogs;
    }

    /// Does what is to be done on the window's thread until something holds.
    public void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            Runnable next = window.poll(50, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
            if (!errors.isEmpty()) {
                throw new AssertionError("something went wrong off the window's thread", errors.getFirst());
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to hold within " + SECONDS + " s");
            }
        }
    }
}
