package dev.guise.ui.draft.plan;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.read.DemoSource;
import dev.guise.ui.common.background.Background;
import dev.guise.ui.common.dialog.Dialogs;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.draft.evidence.EvidenceModel;
import dev.guise.ui.draft.plan.LiveChecks.ImpactState;
import dev.guise.ui.frame.FrameModel;
import dev.guise.ui.review.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A session on the demo without a window: one thread stands for the window's.
public final class DraftBench implements AutoCloseable {
    /// Far longer than anything takes, since much else may run on the machine.
    private static final int SECONDS = 180;
    private final ExecutorService window = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy());
    private final List<Throwable> errors = new ArrayList<>();
    private final Background background = new Background(window, errors::add);
    public final Answers dialogs = new Answers();
    public final Session session;
    public final DraftModel model;

    /// What a person would answer.
    public static final class Answers implements Dialogs {
        public final List<Problem> problems = new ArrayList<>();
        public final List<String> told = new ArrayList<>();
        public Optional<Path> target = Optional.empty();
        public List<Path> files = List.of();
        String copied = "";

        @Override
        public List<Path> openFiles(String title, List<FileKind> kinds) {
            return files;
        }

        @Override
        public Optional<Path> openFolder(String title) {
            return files.stream().findFirst();
        }

        @Override
        public Optional<Path> saveFile(String title, String name, List<FileKind> kinds) {
            return target;
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
        public void tell(String what, String detail) {
            told.add(what + " " + detail);
        }

        @Override
        public void copy(String text) {
            copied = text;
        }
    }

    public static ClusterSnapshot demo() throws Exception {
        return new DemoSource().read(ReadProgress.NONE);
    }

    public DraftBench() throws Exception {
        this(demo());
    }

    DraftBench(ClusterSnapshot snapshot) throws Exception {
        session = call(() -> Session.of(snapshot, new FrameModel(), background, dialogs, ""));
        model = call(() -> new DraftModel(session));
        run(session.loader()::open);
        await(() -> session.loader().reviewProperty().get().isPresent()
                && !model.points().grants().isEmpty());
    }

    public <T> T call(Callable<T> action) throws Exception {
        return window.submit(action).get(SECONDS, TimeUnit.SECONDS);
    }

    public void run(Runnable action) throws Exception {
        window.submit(action).get(SECONDS, TimeUnit.SECONDS);
    }

    public void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!call(condition)) {
            if (!errors.isEmpty()) {
                throw new AssertionError(errors.getFirst());
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to hold; impact: "
                        + model.checks().impactProperty().get() + ", problems: " + dialogs.problems);
            }
            Thread.sleep(10);
        }
    }

    /// What the plan would do, or at once why it could not be worked out.
    public ImpactState.Known impact() throws Exception {
        await(() -> switch (model.checks().impactProperty().get()) {
            case ImpactState.Known ignored -> true;
            case ImpactState.Waiting(String why) when why.contains("could not") -> throw new AssertionError(why);
            case ImpactState other -> false;
        });
        return (ImpactState.Known) call(() -> model.checks().impactProperty().get());
    }

    /// Reads the demo's audit log as evidence.
    void readDemoLog() throws Exception {
        EvidenceModel evidence = call(() -> new EvidenceModel(session));
        run(evidence::readDemo);
        await(() -> !session.loader().evidenceProperty().get().uses().isEmpty());
    }

    DraftEntry entry() throws Exception {
        return call(() -> model.stateProperty().get().current().orElseThrow());
    }

    public String text() throws Exception {
        return entry().text();
    }

    public DraftForm form() throws Exception {
        return entry().form();
    }

    /// What is known of the text as it is now.
    public PlanCheck.Checked checked() throws Exception {
        await(() -> model.checks()
                .checkedProperty()
                .get()
                .filter(found -> found.text()
                        .equals(model.stateProperty()
                                .get()
                                .current()
                                .map(DraftEntry::text)
                                .orElse("")))
                .isPresent());
        return call(() -> model.checks().checkedProperty().get().orElseThrow());
    }

    /// Starts a draft and waits for it.
    public void start(Runnable how) throws Exception {
        int before = call(() -> model.stateProperty().get().drafts().size());
        run(how);
        await(() -> model.stateProperty().get().drafts().size() > before);
    }

    @Override
    public void close() {
        background.close();
        window.shutdownNow();
    }
}
