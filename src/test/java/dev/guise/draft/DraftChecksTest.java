package dev.guise.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.draft.DraftProblem.Severity;
import dev.guise.draft.DraftSpec.Action;
import dev.guise.draft.DraftSpec.Form;
import dev.guise.draft.DraftSpec.Who;
import dev.guise.escalation.catalogue.Catalogue;
import dev.guise.evidence.Evidence;
import dev.guise.findings.FindingKinds;
import dev.guise.impersonation.DeadRight;
import dev.guise.impersonation.NameSet;
import dev.guise.impersonation.WantedUser;
import dev.guise.rbac.Subject;
import dev.guise.rbac.UserInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftChecksTest {
    private static final String DEAD = """
        # what people write
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: dead, namespace: production}
        rules:
        - apiGroups: [""]
          resources: [serviceaccounts]
          verbs: [impersonate]
          resourceNames:
          - deployer
          - system:serviceaccount:production:deployer # full
        - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [alice]}
        - {apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ["impersonate:scheduled-node"]}
        - apiGroups: [authentication.k8s.io]
          resources: [serviceaccounts]
          verbs: ["impersonate:serviceaccount"]
          resourceNames: [deployer]
        - {apiGroups: [""], resources: [pods], verbs: [create, get], resourceNames: [web]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: dead, namespace: production}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: dead}
        subjects:
        - {kind: ServiceAccount, name: pipeline, namespace: ci}
        - {kind: ServiceAccount, name: nobody, namespace: ci}
        """;

    private final ClusterSnapshot demo = DemoCluster.read();

    private List<DraftProblem> check(String text) {
        return DraftChecks.check(text, demo, DemoCluster.NEW, Evidence.NONE);
    }

    private static List<Integer> lines(List<DraftProblem> problems, String id) {
        return problems.stream()
                .filter(problem -> problem.id().equals(id))
                .map(DraftProblem::line)
                .toList();
    }

    private static DraftProblem only(List<DraftProblem> problems, String id) {
        List<DraftProblem> found =
                problems.stream().filter(problem -> problem.id().equals(id)).toList();
        assertEquals(1, found.size(), problems.toString());
        return found.getFirst();
    }

    @Test
    void deadRulesAreErrorsAtTheirLines() {
        List<DraftProblem> problems = check(DEAD);
        assertEquals(List.of(11), lines(problems, "DEAD-SA-FULLNAME"));
        assertEquals(List.of(12), lines(problems, "DEAD-NAMESPACED-IDENTITY"));
        assertEquals(List.of(13), lines(problems, "DEAD-VERB"));
        assertEquals(List.of(16), lines(problems, "DEAD-HALF-PAIR"));
        assertEquals(List.of(18), lines(problems, "DEAD-RESOURCENAME-VERB"));
        assertEquals(List.of(26), lines(problems, "ORPHAN-SUBJECT"));
        assertEquals(Severity.ERROR, only(problems, "DEAD-SA-FULLNAME").severity());
        assertEquals(Severity.WARNING, only(problems, "ORPHAN-SUBJECT").severity());
        assertFalse(problems.stream().anyMatch(problem -> problem.message().contains("deployer\"")));
    }

    @Test
    void fixesRepairAndKeepTheRest() {
        for (String id : List.of("DEAD-SA-FULLNAME", "DEAD-VERB", "DEAD-RESOURCENAME-VERB")) {
            DraftProblem problem = only(check(DEAD), id);
            String fixed = problem.fix().orElseThrow().edit().applyTo(DEAD);
            assertEquals(List.of(), lines(check(fixed), id), fixed);
            assertTrue(fixed.contains("# full") && fixed.contains("# what people write"));
        }
    }

    @Test
    void aFixNeverWidens() {
        String masters = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: masters}
            rules:
            - {apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [alice]}
            - {apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: ["system:masters"]}
            """;
        DraftProblem problem = only(check(masters), "IMP-MASTERS");
        String fixed = problem.fix().orElseThrow().edit().applyTo(masters);
        assertFalse(fixed.contains("groups"), fixed);
        // a ClusterRole with the full name: the bare one would be every namespace's
        String everywhere = DEAD.replace(
                        "kind: Role\nmetadata: {name: dead, namespace: production}",
                        "kind: ClusterRole\nmetadata: {name: dead}")
                .replace(
                        "kind: RoleBinding\nmetadata: {name: dead, namespace: production}",
                        "kind: ClusterRoleBinding\nmetadata: {name: dead}")
                .replace("kind: Role, name", "kind: ClusterRole, name");
        String apart = only(check(everywhere), "DEAD-SA-FULLNAME")
                .fix()
                .orElseThrow()
                .edit()
                .applyTo(everywhere);
        assertEquals(List.of(), lines(check(apart), "DEAD-SA-FULLNAME"), apart);
        Who before = who(everywhere.replace("system:serviceaccount:production:deployer", "nobody-at-all"));
        assertEquals(
                NameSet.of(List.of("deployer")), who(apart).serviceAccounts().get("production"), apart);
        assertEquals(before.users(), who(apart).users());
    }

    private static Who who(String text) {
        return SpecText.parts(DraftYaml.read(text)).getFirst().spec().who();
    }

    // --- each kind with its repair, and what it is near to

    private static final String BOUND = """
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: x}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: x}
        subjects:
        - {kind: ServiceAccount, name: pipeline, namespace: ci}
        """;

    private static String role(String... rules) {
        return "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: x}\nrules:\n- "
                + String.join("\n- ", rules) + "\n" + BOUND;
    }

    private static final String USERS =
            "{apiGroups: [authentication.k8s.io], resources: [users], verbs: ['impersonate:user-info'], resourceNames:"
                    + " [alice]}";
    private static final String LIST_PODS =
            "{apiGroups: [''], resources: [pods], verbs: ['impersonate-on:user-info:list']}";

    private String repaired(String id, String text) {
        DraftProblem problem = only(check(text), id);
        String fixed = problem.fix()
                .orElseThrow(() -> new AssertionError(problem))
                .edit()
                .applyTo(text);
        assertEquals(List.of(), DraftYaml.read(fixed).problems(), fixed);
        assertEquals(List.of(), lines(check(fixed), id), fixed);
        return fixed;
    }

    @Test
    void aGroupAloneIsTakenOut() {
        String alone = "{apiGroups: [''], resources: [groups], verbs: [impersonate], resourceNames: [developers]}";
        String other = BOUND.replace("name: pipeline, namespace: ci", "name: runner, namespace: ci");
        String text = role(alone).replace(BOUND, other);
        assertEquals(5, only(check(text), "DEAD-GROUP-ALONE").line());
        assertFalse(repaired("DEAD-GROUP-ALONE", text).contains("developers"));
        String user = "{apiGroups: [''], resources: [users], verbs: [impersonate], resourceNames: [alice]}";
        assertEquals(List.of(), lines(check(role(alone, user).replace(BOUND, other)), "DEAD-GROUP-ALONE"));
    }

    @Test
    void theWrongGroupIsPutRight() {
        String text = role(USERS.replace("authentication.k8s.io", "''"), LIST_PODS);
        assertTrue(repaired("DEAD-API-GROUP", text).contains("authentication.k8s.io"));
        assertEquals(List.of(), lines(check(role(USERS, LIST_PODS)), "DEAD-API-GROUP"));
    }

    @Test
    void anExtraWithoutAKeyGetsTheOneThatIsKnownOrGoes() {
        String extras =
                "{apiGroups: [authentication.k8s.io], resources: [userextras], verbs: ['impersonate:user-info'],"
                        + " resourceNames: [a]}";
        assertFalse(repaired("DEAD-USEREXTRAS", role(USERS, extras, LIST_PODS)).contains("userextras"));
        String keyed = extras.replace("userextras", "userextras/example.com/tenant");
        assertEquals(List.of(), lines(check(role(USERS, keyed, LIST_PODS)), "DEAD-USEREXTRAS"));
    }

    @Test
    void anExtraKeyIsWrittenLowOrGoes() {
        String extras = "{apiGroups: [authentication.k8s.io], resources: [userextras/example.com/Tenant,"
                + " userextras/example.com/b], verbs: ['impersonate:user-info'], resourceNames: [a]}";
        String low = repaired("DEAD-EXTRA-KEY", role(USERS, extras, LIST_PODS));
        assertTrue(low.contains("[userextras/example.com/tenant, userextras/example.com/b]"), low);
        String gone =
                repaired("DEAD-EXTRA-KEY", role(USERS, extras.replace("example.com/Tenant", "tenant"), LIST_PODS));
        assertTrue(gone.contains("resources: [userextras/example.com/b]"), gone);
    }

    @Test
    void anIdentityInANamespaceIsBoundEverywhereOnlyWhenNothingElseIs() {
        String namespaced = role(USERS)
                .replace(
                        "kind: ClusterRole\nmetadata: {name: x}",
                        "kind: Role # mine\nmetadata: {name: x, namespace: shop-frontend}")
                .replace(
                        "kind: ClusterRoleBinding\nmetadata: {name: x}",
                        "kind: RoleBinding\nmetadata: {name: x, namespace: shop-frontend}")
                .replace("kind: ClusterRole, name", "kind: Role, name");
        String fixed = repaired("DEAD-NAMESPACED-IDENTITY", namespaced);
        assertEquals(role(USERS).replace("kind: ClusterRole\n", "kind: ClusterRole # mine\n"), fixed);
        String withSecrets =
                namespaced.replace("rules:\n", "rules:\n- {apiGroups: [''], resources: [secrets], verbs: [get]}\n");
        String removed = repaired("DEAD-NAMESPACED-IDENTITY", withSecrets);
        assertTrue(removed.contains("kind: Role # mine") && removed.contains("secrets"), removed);
        assertFalse(removed.contains("users"), removed);
    }

    @Test
    void aResourceThatTheModeNeverChecksGetsItsMode() {
        String text = role(USERS.replace("user-info", "serviceaccount"), LIST_PODS);
        assertTrue(repaired("DEAD-MODE-RESOURCE", text).contains("impersonate:user-info"));
    }

    @Test
    void aMisspeltVerbIsPutRightWhereItIsClearWhatWasMeant() {
        String text = role(USERS.replace("impersonate:user-info", "impersonate:userinfo"), LIST_PODS);
        assertTrue(repaired("DEAD-VERB", text).contains("'impersonate:user-info'"));
        String other = role(USERS.replace("impersonate:user-info", "impersonate:anything"), LIST_PODS);
        assertEquals(Optional.empty(), only(check(other), "DEAD-VERB").fix());
        assertEquals(Optional.of("impersonate"), Spelling.verb("imperssonate"));
        assertEquals(Optional.empty(), Spelling.verb("impersonate-on:user-info:xyz"));
        assertEquals(3, Spelling.distance("kitten", "sitting"));
        assertEquals(0, Spelling.distance("", ""));
    }

    @Test
    void halfAPairGoesAndAWholeOneStays() {
        assertFalse(repaired("DEAD-HALF-PAIR", role(USERS)).contains("alice"));
        assertFalse(repaired("DEAD-HALF-PAIR", role(LIST_PODS)).contains("pods"));
        assertEquals(List.of(), lines(check(role(USERS, LIST_PODS)), "DEAD-HALF-PAIR"));
    }

    @Test
    void whatTheServerDoesNotKnowIsSaidOnlyThere() {
        String text = role(USERS, LIST_PODS);
        assertEquals(
                List.of(5, 6),
                lines(DraftChecks.check(text, demo, DemoCluster.OLD, Evidence.NONE), "DEAD-ON-THIS-VERSION"));
        assertEquals(List.of(), lines(check(text), "DEAD-ON-THIS-VERSION"));
        DraftProblem first =
                DraftChecks.check(text, demo, DemoCluster.OLD, Evidence.NONE).getFirst();
        assertFalse(first.fix().orElseThrow().edit().applyTo(text).contains("alice"));
    }

    @Test
    void aBindingToNoRoleIsAnErrorAndOneToAnotherRoleThanInTheClusterToo() {
        assertEquals(List.of(4), lines(check(BOUND.substring(4)), "DEAD-ROLEREF"));
        assertEquals(List.of(), lines(check(role(USERS, LIST_PODS)), "DEAD-ROLEREF"));
        String taken = role(USERS, LIST_PODS)
                .replace("metadata: {name: x}\nroleRef", "metadata: {name: gateway-impersonation}\nroleRef");
        assertEquals(List.of(11), lines(check(taken), "ROLEREF-FIXED"));
        String same = taken.replace("name: x}", "name: gateway-impersonator}");
        assertEquals(List.of(), lines(check(same), "ROLEREF-FIXED"));
    }

    @Test
    void severalWhoAndSeveralWhatFromSeveralRolesAreACrossProduct() {
        String one = role(USERS, LIST_PODS);
        String two = one.replace("name: x", "name: y").replace("alice", "bob").replace("list", "get");
        assertEquals(1, lines(check(one + "---\n" + two), "IMP-CROSS-PRODUCT").size());
        assertEquals(List.of(), lines(check(one), "IMP-CROSS-PRODUCT"));
        String apart = two.replace("name: pipeline", "name: runner");
        assertEquals(List.of(), lines(check(one + "---\n" + apart), "IMP-CROSS-PRODUCT"));
    }

    @Test
    void whatNoRecordedRequestNeededIsAWarning() throws Exception {
        Evidence evidence;
        try (java.io.InputStream in = dev.guise.cluster.read.DemoSource.auditLog()) {
            evidence = new dev.guise.evidence.AuditLog().read(in, "demo", dev.guise.evidence.LogProgress.NONE);
        }
        String deputy = BOUND.replace("name: pipeline, namespace: ci", "name: deputy, namespace: gateway-system");
        String exact = role(USERS.replace("alice", "tenant-a-admin"), LIST_PODS).replace(BOUND, deputy);
        String wider = exact.replace("user-info:list'", "user-info:list', 'impersonate-on:user-info:delete'");
        List<DraftProblem> problems = DraftChecks.check(wider, demo, DemoCluster.NEW, evidence);
        assertTrue(problems.stream()
                .anyMatch(p -> p.id().equals("WIDER-THAN-EVIDENCE")
                        && p.line() == 6
                        && p.message().contains("delete")));
        assertEquals(
                List.of(),
                lines(DraftChecks.check(wider, demo, DemoCluster.NEW, Evidence.NONE), "WIDER-THAN-EVIDENCE"));
        List<DraftProblem> asUsed = DraftChecks.check(
                DraftYaml.write(new FromEvidence(Form.CONSTRAINED, java.util.Set.of())
                        .drafts(evidence).specs().stream()
                                .filter(spec ->
                                        spec.requestors().getFirst().name().equals("deputy"))
                                .map(spec -> Draft.of(spec).plan().withoutNotes())
                                .findFirst()
                                .orElseThrow()),
                demo,
                DemoCluster.NEW,
                evidence);
        assertEquals(List.of(), lines(asUsed, "WIDER-THAN-EVIDENCE"), asUsed.toString());
    }

    @Test
    void theOldGrantThatStaysIsAnAlarm() {
        Subject gateway = Subject.serviceAccount("gateway-system", "api-gateway");
        DraftSpec spec = new DraftSpec(
                "gateway",
                List.of(gateway),
                Form.CONSTRAINED,
                Who.NOBODY.withUsers("tenant-a-admin"),
                List.of(Action.on(List.of("list"), "", List.of("pods"))));
        DraftProblem alarm =
                only(DraftChecks.check(Draft.of(spec).plan(), demo, DemoCluster.NEW), "IMP-LEGACY-FALLBACK");
        assertEquals(Severity.ALARM, alarm.severity());
        assertTrue(alarm.message().startsWith("The constraint has no effect"));
        String text = DraftYaml.write(Draft.of(spec).plan());
        String fixed = only(check(text), "IMP-LEGACY-FALLBACK")
                .fix()
                .orElseThrow()
                .edit()
                .applyTo(text);
        assertTrue(fixed.endsWith("""
            # delete: ClusterRole gateway-impersonator
            #   kubectl delete clusterrole gateway-impersonator
            """), fixed);
        assertEquals(List.of(), lines(check(fixed), "IMP-LEGACY-FALLBACK"));
        DraftPlan replaced =
                new Constrainer(demo).replace(DemoCluster.grant(demo, "gateway-impersonation", gateway), List.of(spec));
        assertEquals(List.of(), lines(DraftChecks.check(replaced, demo, DemoCluster.NEW), "IMP-LEGACY-FALLBACK"));
        // both parts, for a server of which it is not known: that is meant, and said without alarm
        DraftPlan both = new Constrainer(demo)
                .replace(DemoCluster.grant(demo, "gateway-impersonation", gateway), List.of(spec.withForm(Form.BOTH)));
        DraftProblem meant =
                only(DraftChecks.check(both, demo, dev.guise.rbac.ServerProfile.UNKNOWN), "IMP-LEGACY-FALLBACK");
        assertEquals(Severity.WARNING, meant.severity());
        assertTrue(meant.message().contains("gateway-legacy"), meant.message());
        assertEquals(
                Severity.ALARM,
                only(DraftChecks.check(both, demo, DemoCluster.NEW), "IMP-LEGACY-FALLBACK")
                        .severity());
        assertEquals(
                Severity.ALARM,
                only(
                                DraftChecks.check(Draft.of(spec).plan(), demo, dev.guise.rbac.ServerProfile.UNKNOWN),
                                "IMP-LEGACY-FALLBACK")
                        .severity());
        // another identity than the legacy one: no alarm
        DraftSpec other = spec.withWho(Who.NOBODY.withUsers("somebody-else"));
        List<DraftProblem> problems = DraftChecks.check(Draft.of(other).plan(), demo, DemoCluster.NEW);
        assertEquals(List.of(), lines(problems, "IMP-LEGACY-FALLBACK"));
        assertEquals(1, lines(problems, "UNKNOWN-NAME").size());
        assertTrue(DraftChecks.check(Draft.of(other).plan(), demo, DemoCluster.OLD).stream()
                .anyMatch(problem -> problem.id().equals("DEAD-ON-THIS-VERSION")));
    }

    @Test
    void whatNoServerTakesIsSaidWithItsPlace() {
        ParsedDraft broken = DraftYaml.read("kind: Role\n  metadata: [\n");
        assertFalse(broken.isValid());
        ParsedDraft read = DraftYaml.read("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: 42, namespace: shop}
            rules:
            - apigroups: [""]
              resources: pods
              verbs: [get]
            """);
        assertEquals(
                List.of(3, 5, 6, 6),
                read.problems().stream().map(ParsedDraft.Problem::line).toList(),
                read.problems().toString());
    }

    // --- accounts, other kinds, and what a server adds

    @Test
    void anAccountThatIsMissingIsCreatedByTheDraft() {
        DraftProblem orphan = only(check(DEAD), "ORPHAN-SUBJECT");
        String fixed = orphan.fix().orElseThrow().edit().applyTo(DEAD);
        assertTrue(fixed.startsWith("# what people write\napiVersion: v1\nkind: ServiceAccount\n"), fixed);
        assertEquals(List.of(), lines(check(fixed), "ORPHAN-SUBJECT"));
        DraftPlan plan = DraftPlan.of("", DraftYaml.read(fixed), demo, List.of());
        assertEquals("ServiceAccount", plan.changes().getFirst().key().kind().kind());
        assertEquals(
                "ServiceAccount", plan.undo().changes().getLast().key().kind().kind());
        ClusterSnapshot after = plan.applyTo(demo);
        assertEquals(demo.serviceAccounts().size() + 1, after.serviceAccounts().size());
        assertEquals(demo.serviceAccounts(), plan.undo().applyTo(after).serviceAccounts());
    }

    @Test
    void anAccountThatIsThereStaysAsItIs() {
        String text = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: pipeline, namespace: ci}
            automountServiceAccountToken: false
            imagePullSecrets: [{name: registry}]
            """;
        ParsedDraft read = DraftYaml.read(text);
        assertEquals(List.of(), read.problems());
        assertTrue(DraftPlan.of("", read, demo, List.of()).isEmpty());
        assertEquals(List.of(), check(text));
        String other = text.replace("name: pipeline", "name: brand-new");
        DraftObject made = DraftPlan.of("", DraftYaml.read(other), demo, List.of())
                .objects()
                .getFirst();
        assertEquals(false, made.manifest().get("automountServiceAccountToken"));
        assertEquals(
                List.of(made), DraftYaml.read(DraftYaml.write(List.of(made))).all());
        DraftProblem unused = only(check(other + "---\n" + role(USERS, LIST_PODS)), "UNBOUND");
        assertEquals(3, unused.line());
        assertEquals(
                role(USERS, LIST_PODS),
                unused.fix().orElseThrow().edit().applyTo(other + "---\n" + role(USERS, LIST_PODS)));
        assertEquals(
                4,
                DraftYaml.read(text.replace(": false", ": \"false\""))
                        .problems()
                        .getFirst()
                        .line());
        assertFalse(DraftYaml.read(text.replace("pipeline", "Pipe_Line")).isValid());
        assertFalse(DraftYaml.read(text.replace(", namespace: ci", "")).isValid());
    }

    @Test
    void whoAccountsAreIsNotKnownWhereTheyCouldNotBeRead() {
        ClusterSnapshot unread = demo.withServiceAccounts(List.of());
        assertEquals(
                List.of(), lines(DraftChecks.check(DEAD, unread, DemoCluster.NEW, Evidence.NONE), "ORPHAN-SUBJECT"));
        String everyNamespaceHasIt = DEAD.replace("name: nobody", "name: default");
        assertEquals(List.of(), lines(check(everyNamespaceHasIt), "ORPHAN-SUBJECT"));
    }

    @Test
    void otherKindsStayAndAreSaidOnce() {
        String deployment =
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: gateway}\nspec: {replicas: 2}\n---\n";
        String text = deployment + deployment + role(USERS, LIST_PODS);
        assertEquals(List.of(), DraftYaml.read(text).problems());
        DraftProblem problem = only(check(text), "OTHER-KIND");
        assertEquals(2, problem.line());
        assertEquals(Severity.WARNING, problem.severity());
        assertTrue(
                problem.message().contains("gateway") && problem.message().contains("1 other object"),
                problem.message());
        assertFalse(DraftYaml.read(text.replace("kind: ClusterRole\n", "kind: ClusterRoles\n"))
                .isValid());
        assertTrue(DraftYaml.read("apiVersion: v1\nkind: List\nitems: []\n")
                .problems()
                .getFirst()
                .message()
                .contains("---"));
    }

    @Test
    void whatOnlyTheServerWritesIsTakenOutWhenAsked() throws Exception {
        String text = role(USERS, LIST_PODS).replaceFirst("metadata: \\{name: x}", """
            metadata:
              name: x
              creationTimestamp: null
              uid: 1-2
              resourceVersion: "7"
              labels: {a: b}\
            """);
        assertEquals(List.of(), DraftYaml.read(text).problems());
        DraftProblem problem = only(check(text), "SERVER-FIELD");
        assertEquals(5, problem.line());
        String fixed = problem.fix().orElseThrow().edit().applyTo(text);
        assertEquals(
                role(USERS, LIST_PODS).replaceFirst("metadata: \\{name: x}", "metadata:\n  name: x\n  labels: {a: b}"),
                fixed);
        // a form that changes the rules leaves them alone
        String changed = SpecText.write(
                text,
                0,
                SpecText.parts(DraftYaml.read(text)).getFirst().spec().withWho(Who.NOBODY.withUsers("bob")),
                List.of());
        assertTrue(changed.contains("  uid: 1-2\n") && changed.contains("bob"), changed);
    }

    @Test
    void patternsInNamesAreSaidWithTheNamesThatFit() {
        String text = role(USERS.replace("alice", "tenant-*-admin, alice"), LIST_PODS);
        DraftProblem problem = only(check(text), "NAME-PATTERN");
        assertEquals(5, problem.line());
        assertTrue(problem.message().contains("tenant-a-admin"), problem.message());
        String fixed = repaired("NAME-PATTERN", text);
        assertTrue(fixed.contains("[tenant-a-admin, tenant-b-admin, tenant-c-admin, alice]"), fixed);
        assertEquals(
                Optional.empty(),
                only(check(text.replace("tenant-*", "nothing-*")), "NAME-PATTERN")
                        .fix());
        assertEquals(List.of(5), lines(check(role(USERS.replace("alice", "'*'"), LIST_PODS)), "NAME-PATTERN"));
        String own = role(
                "{apiGroups: [authentication.k8s.io], resources: [nodes], verbs: ['impersonate:associated-node'],"
                        + " resourceNames: ['*']}",
                LIST_PODS.replace("user-info", "associated-node"));
        assertEquals(List.of(), lines(check(own), "NAME-PATTERN"));
        assertTrue(KnownNames.fits("tenant-a-admin", "tenant-*")
                && KnownNames.fits("a", "*a*")
                && KnownNames.fits("abab", "*b*b"));
        assertFalse(KnownNames.fits("ab", "ab*b")
                || KnownNames.fits("xtenant", "tenant*")
                || KnownNames.fits("aXc", "a*b*c"));
    }

    /// The other rights of the role, and other subjects, stay when the old grant is taken away.
    @Test
    void theOldGrantGoesWithoutTakingAnythingElse() {
        Subject bot = Subject.serviceAccount("gateway-system", "helpdesk-bot");
        DraftSpec spec = new DraftSpec(
                "bot",
                List.of(bot),
                Form.CONSTRAINED,
                Who.NOBODY.withUsers("bob"),
                List.of(Action.on(List.of("list"), "", List.of("pods"))));
        Subject everything = demo.rbac().clusterRoleBindings().stream()
                .filter(binding -> !binding.meta().isBootstrap())
                .filter(binding -> demo.rbac().clusterRoles().stream()
                        .filter(role -> role.name().equals(binding.roleRef().name())
                                && !role.meta().isBootstrap())
                        .anyMatch(role -> role.rules().stream()
                                .anyMatch(rule -> rule.verbs().contains("*")
                                        && rule.resources().contains("*")
                                        && rule.apiGroups().contains("*"))))
                .flatMap(binding -> binding.subjects().stream())
                .findFirst()
                .orElseThrow();
        String text = DraftYaml.write(
                Draft.of(spec.withRequestors(List.of(everything))).plan());
        DraftProblem alarm = only(check(text), "IMP-LEGACY-FALLBACK");
        String fixed = alarm.fix().orElseThrow().edit().applyTo(text);
        assertEquals(List.of(), DraftYaml.read(fixed).problems(), fixed);
        DraftPlan plan = DraftPlan.of("", DraftYaml.read(fixed), demo, List.of());
        dev.guise.rbac.Policy after =
                dev.guise.rbac.Policy.of(plan.applyTo(demo).rbac());
        var user = dev.guise.escalation.engine.Identity.of(everything).userInfo();
        assertTrue(
                after.authorize(user, DemoCluster.get("delete", "pods", "shop", "x"))
                        .isAllowed(),
                fixed);
        assertFalse(after.authorize(user, dev.guise.rbac.ResourceAttributes.of("impersonate", "", "users", "", "bob"))
                .isAllowed());
    }

    // --- compared with what was recorded

    private static final String OF_DEPUTY =
            BOUND.replace("name: pipeline, namespace: ci", "name: deputy, namespace: gateway-system");
    private static final String TWO_USERS = USERS.replace("[alice]", "[alice, bob]");
    private static final Evidence ALICE_LISTED = ImpactTest.evidence(ImpactTest.use(
            UserInfo.serviceAccount("gateway-system", "deputy"), WantedUser.of("alice"), "list", "", ""));

    private List<DraftProblem> wider(String text, Evidence evidence) {
        return DraftChecks.check(text, demo, DemoCluster.NEW, evidence).stream()
                .filter(problem -> problem.id().equals("WIDER-THAN-EVIDENCE"))
                .toList();
    }

    @Test
    void whatWasNotNeededIsToldInWordsAndTakenAwayInOneStep() {
        String text = role(
                        TWO_USERS + " # whom", LIST_PODS.replace("list'", "list', 'impersonate-on:user-info:delete'"))
                .replace(BOUND, OF_DEPUTY);
        List<DraftProblem> problems = wider(text, ALICE_LISTED);
        assertEquals(
                List.of(
                        "No recorded request of gateway-system/deputy needed: impersonate:user-info"
                                + " users.authentication.k8s.io bob.",
                        "No recorded request of gateway-system/deputy needed: impersonate-on:user-info:delete pods."),
                problems.stream().map(DraftProblem::message).toList());
        assertEquals(
                "Narrow to the recorded requests",
                problems.getFirst().fix().orElseThrow().title());
        String fixed = problems.getFirst().fix().orElseThrow().edit().applyTo(text);
        assertTrue(fixed.contains("# whom") && !fixed.contains("bob"), fixed);
        fixed = wider(fixed, ALICE_LISTED).getFirst().fix().orElseThrow().edit().applyTo(fixed);
        assertEquals(List.of(), wider(fixed, ALICE_LISTED), fixed);
        assertTrue(fixed.contains("impersonate-on:user-info:list") && !fixed.contains("delete"), fixed);
    }

    @Test
    void aRuleForAnyNameGetsTheNamesThatWereRecorded() {
        String any = "{apiGroups: [authentication.k8s.io], resources: [users], verbs: ['impersonate:user-info', get]}";
        String text = role(any, LIST_PODS).replace(BOUND, OF_DEPUTY);
        String fixed =
                wider(text, ALICE_LISTED).getFirst().fix().orElseThrow().edit().applyTo(text);
        assertEquals(NameSet.of(List.of("alice")), who(fixed).users(), fixed);
        assertTrue(fixed.contains("get"), "what has nothing to do with impersonation stays: " + fixed);
    }

    @Test
    void aRuleThatNothingNeededGoes() {
        String text =
                role(USERS, LIST_PODS, LIST_PODS.replace("pods", "secrets")).replace(BOUND, OF_DEPUTY);
        DraftProblem problem = wider(text, ALICE_LISTED).getFirst();
        assertEquals("Remove the rule", problem.fix().orElseThrow().title());
        assertEquals(List.of(), wider(problem.fix().orElseThrow().edit().applyTo(text), ALICE_LISTED));
    }

    /// A role without rules, bound to somebody, would be left otherwise.
    @Test
    void aRoleOfWhichNothingWasNeededGoesWithItsBinding() {
        String first = role(USERS, LIST_PODS).replace(BOUND, OF_DEPUTY);
        String other = role(LIST_PODS.replace("pods", "secrets"))
                .replace(BOUND, OF_DEPUTY)
                .replace("name: x", "name: y");
        DraftProblem problem = wider(first + "---\n" + other, ALICE_LISTED).getFirst();
        assertEquals(
                "Remove the role and its binding", problem.fix().orElseThrow().title());
        String fixed = problem.fix().orElseThrow().edit().applyTo(first + "---\n" + other);
        assertEquals(DraftYaml.read(first).all(), DraftYaml.read(fixed).all(), fixed);
        assertEquals(List.of(), DraftYaml.read(fixed).deletes());

        // what the cluster has is deleted there
        ClusterSnapshot has =
                DraftPlan.of("", DraftYaml.read(other), demo, List.of()).applyTo(demo);
        problem = DraftChecks.check(other, has, DemoCluster.NEW, ALICE_LISTED).stream()
                .filter(found -> found.id().equals("WIDER-THAN-EVIDENCE"))
                .findFirst()
                .orElseThrow();
        fixed = problem.fix().orElseThrow().edit().applyTo(other);
        assertEquals(List.of(), DraftYaml.read(fixed).all(), fixed);
        assertEquals(
                List.of("ClusterRole", "ClusterRoleBinding"),
                DraftYaml.read(fixed).deletes().stream()
                        .map(key -> key.kind().kind())
                        .sorted()
                        .toList(),
                fixed);
    }

    /// What a kind of finding says of a rule by itself is said of a draft, at its place and with its repair.
    @Test
    void whatARuleShowsByItselfIsAProblem() {
        String text = role(USERS.replace("users", "user"), LIST_PODS);
        assertEquals(
                "Write users",
                only(check(text), "DEAD-MISSPELT-IDENTITY").fix().orElseThrow().title());
        assertEquals(role(USERS, LIST_PODS), repaired("DEAD-MISSPELT-IDENTITY", text));
    }

    @Test
    void everyProblemIsSaidInWordsToo() {
        Map<String, String> findings = new HashMap<>();
        FindingKinds.of(Catalogue.bundled()).forEach(kind -> findings.put(kind.id(), kind.title()));
        for (DeadRight.Kind kind : DeadRight.Kind.values()) {
            assertEquals(findings.get(kind.id()), ProblemKind.of(kind).title(), kind.id());
        }
        String unknown = role(USERS.replace("alice", "nobody-knows-him"), LIST_PODS);
        assertEquals("Name is unknown", only(check(unknown), "UNKNOWN-NAME").title());
    }

    /// Of somebody who has the role as well and was not recorded nobody knows what they need.
    @Test
    void whatOthersHaveIsNotNarrowed() {
        String text = role(TWO_USERS, LIST_PODS)
                .replace(BOUND, OF_DEPUTY + "- {kind: ServiceAccount, name: pipeline, namespace: ci}\n");
        assertEquals(List.of(), wider(text, ALICE_LISTED).getFirst().fixes());
    }

    @Test
    void whatWasNeededInANamespaceOnlyIsSaid() {
        Evidence inOne = ImpactTest.evidence(ImpactTest.use(
                UserInfo.serviceAccount("gateway-system", "deputy"), WantedUser.of("alice"), "list", "production", ""));
        String text = role(USERS, LIST_PODS).replace(BOUND, OF_DEPUTY);
        DraftProblem problem = wider(text, inOne).getFirst();
        assertEquals(
                "This rule applies everywhere, but recorded requests of gateway-system/deputy needed it in production"
                        + " only.",
                problem.message());
    }

    // --- halves

    @Test
    void theMissingHalfMayBeAddedInstead() {
        DraftProblem action = only(check(role(USERS)), "DEAD-HALF-PAIR");
        assertEquals(List.of("Remove the rule", "Add get, list, watch of pods"), titles(action));
        String fixed = action.fixes().getLast().edit().applyTo(role(USERS));
        assertEquals(List.of(), lines(check(fixed), "DEAD-HALF-PAIR"), fixed);
        assertEquals(NameSet.of(List.of("alice")), who(fixed).users());

        // nothing tells as whom
        String nobody = role(LIST_PODS).replace(BOUND, OF_DEPUTY.replace("name: deputy", "name: nobody"));
        assertEquals(List.of("Remove the rule"), titles(only(check(nobody), "DEAD-HALF-PAIR")));
        // an account becomes its own node without a name
        DraftProblem node = only(check(nobody.replace("user-info", "associated-node")), "DEAD-HALF-PAIR");
        assertEquals("Add the node that it runs on", node.fixes().getLast().title());
        // what was recorded tells
        Evidence evidence = ImpactTest.evidence(ImpactTest.use(
                UserInfo.serviceAccount("gateway-system", "nobody"), WantedUser.of("alice"), "list", "", ""));
        DraftProblem whom = only(DraftChecks.check(nobody, demo, DemoCluster.NEW, evidence), "DEAD-HALF-PAIR");
        assertEquals("Add the recorded identities", whom.fixes().getLast().title());
        fixed = whom.fixes().getLast().edit().applyTo(nobody);
        assertEquals(NameSet.of(List.of("alice")), who(fixed).users(), fixed);
        assertEquals(
                List.of(), lines(DraftChecks.check(fixed, demo, DemoCluster.NEW, evidence), "DEAD-HALF-PAIR"), fixed);
        // and what it may do the legacy way, too
        String legacy = role(LIST_PODS);
        assertEquals(
                "Add the identities it may already become",
                only(check(legacy), "DEAD-HALF-PAIR").fixes().getLast().title());
    }

    private static List<String> titles(DraftProblem problem) {
        return problem.fixes().stream().map(DraftProblem.Fix::title).toList();
    }

    // --- namespaces

    @Test
    void aNamespaceThatIsNotThereIsAWarningAtItsLine() {
        String text = DEAD.replace(
                "metadata: {name: dead, namespace: production}", "metadata:\n  name: dead\n  namespace: prodution");
        assertEquals(List.of(6, 26), lines(check(text), "UNKNOWN-NAMESPACE"), text);
        DraftProblem first = check(text).stream()
                .filter(p -> p.id().equals("UNKNOWN-NAMESPACE"))
                .findFirst()
                .orElseThrow();
        assertEquals("Write production", first.fix().orElseThrow().title());
        String fixed = first.fix().orElseThrow().edit().applyTo(text);
        assertTrue(fixed.contains("namespace: production"), fixed);
        assertEquals(List.of(), lines(check(DEAD), "UNKNOWN-NAMESPACE"));
        String own = text + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: prodution}\n";
        assertEquals(List.of(), lines(check(own), "UNKNOWN-NAMESPACE"), "the text makes it");
    }
}
