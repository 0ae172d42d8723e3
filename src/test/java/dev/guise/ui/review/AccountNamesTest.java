package dev.guise.ui.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AccountNamesTest {
    @Test
    void aSentenceHasTheNamesOfTheLists() {
        assertEquals(
                "ci/runner-manager, ci/legacy.ci and alice.",
                AccountNames.shortened(
                        "system:serviceaccount:ci:runner-manager, system:serviceaccount:ci:legacy.ci and alice."));
    }

    @Test
    void groupsAreNoAccounts() {
        assertEquals("group system:serviceaccounts:ci", AccountNames.shortened("group system:serviceaccounts:ci"));
    }

    @Test
    void whatIsQuotedIsAsItIsWritten() {
        String written = "`system:serviceaccount:ci:x` and \"system:serviceaccount:ci:x\"";
        assertEquals(written, AccountNames.shortened(written));
    }
}
