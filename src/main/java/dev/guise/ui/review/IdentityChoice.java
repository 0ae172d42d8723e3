package dev.guise.ui.review;

import dev.guise.rbac.UserInfo;
import dev.guise.ui.request.RequestModel;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Somebody whom a person chooses by typing. Knows no controls.
public final class IdentityChoice {
    private final Session session;
    private final StringProperty text = new SimpleStringProperty("");
    private String proposed = "";

    public IdentityChoice(Session session) {
        this.session = session;
    }

    /// As listed, or any user name.
    public StringProperty textProperty() {
        return text;
    }

    /// Follows the selected identity until the user enters another.
    ///
    /// @param onChange called when another identity is chosen
    public void followSelection(Runnable onChange) {
        session.frame()
                .selectionProperty()
                .subscribe(id -> session.loader()
                        .reviewProperty()
                        .get()
                        .flatMap(review -> review.objects().identity(id))
                        .filter(who -> text.get().equals(proposed))
                        .ifPresent(who -> {
                            proposed = ObjectIndex.label(who);
                            text.set(proposed);
                            onChange.run();
                        }));
    }

    /// Who is meant, with the groups that the cluster knows of; empty when nothing is written.
    public Optional<UserInfo> chosen(Review review) {
        String typed = text.get().strip();
        return typed.isEmpty()
                ? Optional.empty()
                : Optional.of(review.objects()
                        .named(typed)
                        .map(who -> who.identity().userInfo())
                        .orElseGet(() -> UserInfo.ofName(typed)));
    }

    /// Whether the cluster knows who is meant: has the account or node, or names the user or group in some binding.
    public boolean isKnown(Review review) {
        return review.objects().named(text.get()).isPresent();
    }

    /// Those that could be meant.
    public List<String> suggest(String typed) {
        return session.loader()
                .reviewProperty()
                .get()
                .map(review -> RequestModel.matching(
                        review.objects().identities().stream()
                                .map(ObjectIndex::label)
                                .toList(),
                        typed))
                .orElse(List.of());
    }
}
