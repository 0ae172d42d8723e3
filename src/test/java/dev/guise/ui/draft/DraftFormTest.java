package dev.guise.ui.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.draft.DraftSpec;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.impersonation.NameSet;
import dev.guise.rbac.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftFormTest {

    private static DraftForm form(String users, String accounts, String actions) {
        return new DraftForm("n", users, accounts, "", "", actions);
    }

    @Test
    void whatAGrantFillsInIsReadAsTheSame() {
        Who who = Who.NOBODY
                .withUsers("bob", "carol")
                .withServiceAccounts("shop", NameSet.of(List.of("web")))
                .withServiceAccounts("", NameSet.ANY)
                .withGroups(NameSet.ANY);
        DraftForm form = DraftForm.of(new DraftSpec("n", List.of(Subject.user("alice")), Form.LEGACY, who, List.of()));
        assertEquals("bob, carol", form.users());
        assertEquals("shop/web, */*", form.accounts());
        assertEquals(who, form.who());
    }

    @Test
    void anAccountsUserNameIsPutWhereItBelongs() {
        Who who = form("bob, system:serviceaccount:shop:web", "", "").who();
        assertEquals(NameSet.of(List.of("bob")), who.users());
        assertEquals(java.util.Map.of("shop", NameSet.of(List.of("web"))), who.serviceAccounts());
    }

    @Test
    void actionsAreReadLineByLine() {
        DraftForm form = form("bob", "", "get, list pods in shop data\n\ncreate deployments\nget /metrics\nnonsense\n");
        assertEquals(
                List.of(
                        Action.on(List.of("get", "list"), "", List.of("pods")).in("shop", "data"),
                        Action.on(List.of("create"), "apps", List.of("deployments")),
                        Action.onPaths(List.of("get"), List.of("/metrics"))),
                form.parsedActions());
        assertEquals(List.of("nonsense"), form.wrongLines());
    }

    @Test
    void nothingWrittenIsNobody() {
        assertTrue(!form(" , ", "", "").who().hasTarget());
    }
}
