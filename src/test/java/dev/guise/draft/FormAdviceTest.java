package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.DraftSpec.Form;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.ServerProfile.Gate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormAdviceTest {

    @Test
    void theFormIsTheOneThatTheServerUnderstands() {
        assertEquals(Form.LEGACY, FormAdvice.of(ServerProfile.ofVersion(1, 34)).form());
        assertEquals(Form.BOTH, FormAdvice.of(ServerProfile.ofVersion(1, 35)).form());
        assertEquals(
                Form.CONSTRAINED, FormAdvice.of(ServerProfile.ofVersion(1, 36)).form());
        assertEquals(Form.BOTH, FormAdvice.of(ServerProfile.UNKNOWN).form());
        assertEquals(
                Form.LEGACY,
                FormAdvice.of(ServerProfile.ofVersion(1, 36).withConstrainedImpersonation(Gate.OFF))
                        .form());
    }

    @Test
    void eachFormSaysWhatItLeavesOpenThere() {
        assertEquals(1, FormAdvice.leavesOpen(Form.LEGACY, Gate.ON).size());
        assertEquals(1, FormAdvice.leavesOpen(Form.CONSTRAINED, Gate.ON).size());
        List<String> inert = FormAdvice.leavesOpen(Form.CONSTRAINED, Gate.OFF);
        assertTrue(inert.getLast().contains("grants nothing"), inert.toString());
        List<String> both = FormAdvice.leavesOpen(Form.BOTH, Gate.ON);
        assertTrue(both.getLast().contains("undoes the constraint"), both.toString());
        List<String> unknown = FormAdvice.leavesOpen(Form.BOTH, Gate.UNKNOWN);
        assertEquals(2, unknown.size(), "one for a server without, one for a server with it");
        assertTrue(unknown.getFirst().contains("without") && unknown.getLast().contains("undoes"), unknown.toString());
        assertTrue(FormAdvice.leavesOpen(Form.BOTH, Gate.OFF).stream().noneMatch(open -> open.contains("undoes")));
    }
}
