package dev.guise.ui.draft.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.DraftSpec.Form;
import dev.guise.rbac.ObjectId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormTextTest {
    private static final String TEXT = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: bot}
        rules:
        - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [alice]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: bot}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: bot}
        subjects:
        - {kind: ServiceAccount, name: bot, namespace: ci}
        """;

    private final FormText form = new FormText();

    private static DraftEntry entry(String text) {
        return new DraftEntry(1, "a draft", text, DraftForm.empty("bot", Form.CONSTRAINED), 0, List.of());
    }

    @Test
    void theFormIsFilledFromTheText() {
        DraftEntry filled = form.filled(entry(TEXT));
        assertEquals("ci/bot", filled.form().requestors());
        assertEquals("alice", filled.form().users());
        assertEquals(Form.LEGACY, filled.form().mode());
        assertEquals(FormState.Kind.READY, form.state(filled, Set.of()).kind());
    }

    @Test
    void whatIsHalfTypedStaysAsLongAsItSaysTheSame() {
        DraftEntry filled = form.filled(entry(TEXT));
        DraftEntry typing = filled.withForm(filled.form().withUsers("alice, "));
        assertEquals("alice, ", form.filled(typing).form().users());
        assertSame(typing, form.written(typing, Set.of()));
        DraftEntry more = form.written(filled.withForm(filled.form().withUsers("alice, bob")), Set.of());
        assertTrue(more.text().contains("bob"), more.text());
    }

    @Test
    void theFormWaitsForATextThatCannotBeRead() {
        DraftEntry filled = form.filled(entry(TEXT));
        DraftEntry broken = filled.withText("rules: [");
        assertSame(broken, form.filled(broken));
        assertEquals(FormState.Kind.WAITING, form.state(broken, Set.of()).kind());
        DraftEntry other = broken.withForm(broken.form().withUsers("bob"));
        assertSame(other, form.written(other, Set.of()));
        assertEquals(
                FormState.Kind.WAITING,
                form.state(entry("# long\n".repeat(10_000)), Set.of()).kind());
        assertEquals(List.of(), form.parts("# long\n".repeat(10_000)));
    }

    /// An empty form would say nothing of what it does.
    @Test
    void aTextThatChangesTheClusterAndImpersonatesNobodyLeavesNothingToFillIn() {
        String deletes = "# delete: ClusterRole bot\n";
        String binding = TEXT.substring(TEXT.lastIndexOf("---"));
        assertEquals(FormState.Kind.CHANGES, kind(deletes, Set.of()));
        assertEquals(FormState.Kind.CHANGES, kind(deletes + binding, Set.of()));
        assertEquals(FormState.Kind.CHANGES, kind(binding, Set.of(new ObjectId.ClusterRoleBinding("bot"))));
        assertEquals(FormState.Kind.READY, kind(binding, Set.of()), "what is new may still come to impersonate");
        assertEquals(FormState.Kind.READY, kind("# nothing\n", Set.of()));
        assertEquals(FormState.Kind.READY, kind(deletes + "---\n" + TEXT, Set.of()));
    }

    private FormState.Kind kind(String text, Set<ObjectId.Stored> taken) {
        return form.state(entry(text), taken).kind();
    }
}
