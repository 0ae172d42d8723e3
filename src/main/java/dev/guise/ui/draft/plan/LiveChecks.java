package dev.guise.ui.draft.plan;

import dev.guise.evidence.Evidence;
import dev.guise.findings.Findings;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.common.dialog.Problem;
import dev.guise.ui.draft.plan.PlanCheck.Checked;
import dev.guise.ui.draft.plan.PlanCheck.PlanImpact;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Session;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is known of the plan while a person works at it: what is wrong with the draft that is looked at, and what all
/// of them would do. Knows no controls.
public final class LiveChecks {
    private static final Duration PAUSE = Duration.ofMillis(250);

    /// What the plan would do, as far as it is known.
    public sealed interface ImpactState {
        /// There is no draft.
        record Nothing() implements ImpactState {}

        /// It is being worked out.
        record Working() implements ImpactState {}

        /// It cannot be worked out yet, and why.
        record Waiting(String why) implements ImpactState {}

        /// It is known.
        record Known(PlanImpact impact) implements ImpactState {}
    }

    private final Session session;
    private final ReadOnlyObjectWrapper<Optional<Checked>> checked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ImpactState> impact = new ReadOnlyObjectWrapper<>(new ImpactState.Nothing());
    private PlanState plan = PlanState.EMPTY;

    LiveChecks(Session session) {
        this.session = session;
        session.loader().findingsProperty().subscribe(found -> found.ifPresent(known -> findImpact()));
    }

    /// What is known of the draft that is looked at.
    public ReadOnlyObjectProperty<Optional<Checked>> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /// What the plan would do.
    public ReadOnlyObjectProperty<ImpactState> impactProperty() {
        return impact.getReadOnlyProperty();
    }

    /// Checks a plan as it is now; what was begun for another one is given up.
    void check(PlanState now) {
        plan = now;
        Optional<Review> review = session.loader().reviewProperty().get();
        Optional<DraftEntry> entry = now.current();
        if (review.isEmpty() || entry.isEmpty()) {
            session.background().cancel("draft.check");
            session.background().cancel("draft.impact");
            checked.set(Optional.empty());
            impact.set(new ImpactState.Nothing());
            return;
        }
        Evidence evidence = session.loader().evidenceProperty().get();
        session.background()
                .shortJob("draft.check", progress -> PlanCheck.check(review.get(), evidence, now, entry.get()))
                .after(PAUSE)
                .onDone(found -> checked.set(Optional.of(found)))
                .onError(error -> session.dialogs().show(Problem.of("Could not check the draft", error)))
                .start();
        findImpact();
    }

    private void findImpact() {
        // whatever is told next, what is being worked out is of a plan that is no more
        session.background().cancel("draft.impact");
        Optional<Review> review = session.loader().reviewProperty().get();
        PlanState now = plan;
        if (review.isEmpty() || now.drafts().isEmpty()) {
            return;
        }
        if (session.loader().findingsProperty().get().isEmpty()) {
            impact.set(new ImpactState.Waiting("Calculating who can reach what in the current cluster…"));
            return;
        }
        Evidence evidence = session.loader().evidenceProperty().get();
        Findings before = session.loader().findingsProperty().get().get();
        impact.set(new ImpactState.Working());
        session.background()
                .job("draft.impact", progress -> impact(review.get(), evidence, before, now, progress))
                .after(PAUSE)
                .onDone(impact::set)
                .onError(error -> impact.set(
                        new ImpactState.Waiting("Could not calculate the impact of the plan: " + error.getMessage())))
                .start();
    }

    private static ImpactState impact(
            Review review, Evidence evidence, Findings before, PlanState now, Progress progress) {
        Optional<DraftEntry> broken = PlanCheck.unreadable(now);
        if (broken.isPresent()) {
            return new ImpactState.Waiting(
                    "The impact is calculated once the YAML of “" + broken.get().title() + "” is valid.");
        }
        progress.report("Calculating the impact of the plan", -1);
        return new ImpactState.Known(PlanCheck.impact(review, evidence, before, now, progress));
    }
}
