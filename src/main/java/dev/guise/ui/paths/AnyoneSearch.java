package dev.guise.ui.paths;

import dev.guise.escalation.engine.Identity;
import dev.guise.escalation.question.Derivation;
import dev.guise.escalation.question.End;
import dev.guise.escalation.question.PathsToEnd;
import dev.guise.ui.common.background.Background.Progress;
import dev.guise.ui.paths.Ends.Target;
import dev.guise.ui.paths.PathsModel.Anyone;
import dev.guise.ui.review.ObjectIndex;
import dev.guise.ui.review.Review;
import dev.guise.ui.review.Thing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Finds everybody who comes to an end, and the easiest way of each. Who comes there is known long before all ways are,
/// and is told then, and again from time to time as more ways are known.
final class AnyoneSearch {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(1500);

    private final Review review;
    private final Target target;
    private final KnownPaths starts;

    /// Somebody whose way is to be looked for.
    private record Open(End end, PathsToEnd ways, Identity from) {
        Thing.Somebody who() {
            return ObjectIndex.somebody(from);
        }
    }

    AnyoneSearch(Review review, Target target) {
        this.review = review;
        this.target = target;
        this.starts = new KnownPaths(review.escalation().catalogue());
    }

    /// Looks for all of it. Off the window's thread.
    ///
    /// @param soFar told, on this thread, what is known so far
    Anyone run(Progress progress, Consumer<Anyone> soFar) {
        List<Open> open = comeThere(progress);
        long next = System.nanoTime() + FIRST;
        for (int i = 0; i < open.size(); i++) {
            progress.check();
            Open one = open.get(i);
            starts.add(one.who(), one.ways().easiest(one.from()));
            if (System.nanoTime() > next) {
                String done = String.format(
                        Locale.ROOT, "Looked for an easier path for %,d of %,d identities.", i + 1, open.size());
                progress.report(done, (i + 1) / (double) open.size());
                soFar.accept(new Anyone(target, starts.groups(), done));
                next = System.nanoTime() + AGAIN;
            }
        }
        return new Anyone(target, starts.groups(), "");
    }

    // Those who need no step come first, then those of whom nothing is known.
    private List<Open> comeThere(Progress progress) {
        target.there().forEach(who -> starts.add(who, Optional.of(Derivation.none(who.identity()))));
        List<Open> open = new ArrayList<>();
        for (End end : target.ends()) {
            PathsToEnd ways = review.escalation().pathsTo(end);
            for (Identity from : ways.starts()) {
                progress.check();
                if (isAskedAbout(from)) {
                    continue;
                }
                starts.add(ObjectIndex.somebody(from), ways.known(from));
                open.add(new Open(end, ways, from));
            }
        }
        open.sort(Comparator.comparing((Open one) -> !isAllowed(one)).thenComparing(one -> starts.isKnown(one.who())));
        return open;
    }

    // That somebody is who they are goes without saying.
    private boolean isAskedAbout(Identity from) {
        return target.ends().equals(List.of(new End.OfIdentity(from)));
    }

    private boolean isAllowed(Open one) {
        return one.end() instanceof End.OfRequest(var request)
                && review.policy().authorize(one.from().userInfo(), request).isAllowed();
    }
}
