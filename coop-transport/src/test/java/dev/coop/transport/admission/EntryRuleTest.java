package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.api.ErrorCode;
import dev.coop.core.api.Role;
import dev.coop.transport.admission.Denied.Why;
import dev.coop.transport.admission.EntryRule.Found;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The decisions themselves, case by case; where the facts come from is tested elsewhere. */
class EntryRuleTest {
    private static final Caller.By.ScopedToken CI = new Caller.By.ScopedToken("ci", "0123456789ab", Optional.empty());

    /** S1, S2: without a token nobody but the user himself, as the kernel says. */
    @ParameterizedTest
    @CsvSource({"OTHER_USER, OTHER_USER", "UNKNOWN, UNKNOWN_USER", "REMOTE, REMOTE"})
    void whoIsNotTheUserNeedsAToken(Standing standing, Why why) {
        Denied denied = (Denied) EntryRule.admit(found(standing).build(), Optional.empty());

        assertThat(denied.why()).isEqualTo(why);
        assertThat(denied.code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        assertThat(denied.message()).isEqualTo("unauthorized");
        assertThat(denied.hint()).contains("COOP_AUTH_TOKEN", "Authorization: Bearer");
    }

    @Test
    void theUserHimselfMayDoEverything() {
        assertThat(EntryRule.admit(found(Standing.SAME_USER).build(), Optional.empty()))
                .isEqualTo(new Caller(Optional.of(Role.ADMIN), new Caller.By.SameUser(), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void whereATokenIsSetUpEverybodyIsAskedForIt(Standing standing) {
        assertThat(why(found(standing).tokenIsAsked())).contains(Why.NO_TOKEN);
        assertThat(why(found(standing).tokenIsAsked().presented())).contains(Why.WRONG_TOKEN);
        assertThat(why(found(standing).tokenIsAsked().notBearer())).contains(Why.NOT_BEARER);
        assertThat(why(found(standing).tokenIsAsked().grant(Role.OBSERVE))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Standing.class)
    void aTokenIsWorthItsRoleWhoeverPresentsIt(Standing standing) {
        for (Role role : Role.values()) {
            Found found = found(standing).grant(role).build();

            assertThat(EntryRule.admit(found, Optional.empty()))
                    .isEqualTo(new Caller(Optional.of(role), CI, Optional.empty()));
        }
    }

    /** Clients of the wire contract send what they have, also to hosts that do not ask for it. */
    @Test
    void theUserMayPresentATokenThatNobodyAskedFor() {
        assertThat(why(found(Standing.SAME_USER).presented())).isEmpty();
        assertThat(why(found(Standing.SAME_USER).notBearer())).isEmpty();
        assertThat(why(found(Standing.OTHER_USER).presented())).contains(Why.WRONG_TOKEN);
        assertThat(why(found(Standing.REMOTE).presented())).contains(Why.WRONG_TOKEN);
    }

    @Test
    void aScopedTokenThatIsNotGoodIsWrongForTheUserToo() {
        assertThat(why(found(Standing.SAME_USER).presented().counts())).contains(Why.WRONG_TOKEN);
    }

    /** S4: the hook endpoints and the stop gate are open to nobody without a secret or a token. */
    @ParameterizedTest
    @EnumSource(Standing.class)
    void aHookSecretOpensTheHooksOfItsSessionAndNothingElse(Standing standing) {
        Found found = found(standing).tokenIsAsked().build();

        Caller caller = (Caller) EntryRule.admit(found, Optional.of("a"));

        assertThat(EntryRule.authorize(caller, Need.hook("a"))).isEmpty();
        assertThat(EntryRule.authorize(caller, Need.hook("b"))).map(Denied::why).contains(Why.NO_HOOK_SECRET);
        for (Role role : Role.values()) {
            assertThat(EntryRule.authorize(caller, Need.role(role)))
                    .map(Denied::code)
                    .contains(ErrorCode.FORBIDDEN);
        }
    }

    @Test
    void aWrongTokenIsToldAlthoughTheHookSecretIsRight() {
        Found found = found(Standing.REMOTE).tokenIsAsked().presented().build();

        assertThat(EntryRule.admit(found, Optional.of("a"))).isInstanceOf(Denied.class);
    }

    @Test
    void hooksWantTheSecretOrATokenThatMayDrive() {
        Caller user = new Caller(Optional.of(Role.ADMIN), new Caller.By.SameUser(), Optional.empty());
        assertThat(EntryRule.authorize(user, Need.hook("a"))).map(Denied::why).contains(Why.NO_HOOK_SECRET);
        assertThat(EntryRule.authorize(holder(Role.OBSERVE), Need.hook("a"))).isPresent();
        assertThat(EntryRule.authorize(holder(Role.DRIVE), Need.hook("a"))).isEmpty();
        assertThat(EntryRule.authorize(holder(Role.ADMIN), Need.hook("a"))).isEmpty();
    }

    /** S12: an observer observes. */
    @Test
    void aRoleMayDoWhatItCoversAndTheAnswerNamesBoth() {
        assertThat(EntryRule.authorize(holder(Role.OBSERVE), Need.role(Role.OBSERVE)))
                .isEmpty();
        assertThat(EntryRule.authorize(holder(Role.OBSERVE), Need.role(Role.DRIVE)))
                .hasValueSatisfying(denied -> {
                    assertThat(denied.code()).isEqualTo(ErrorCode.FORBIDDEN);
                    assertThat(denied.hint()).contains("drive", "observe");
                });
        assertThat(EntryRule.authorize(holder(Role.DRIVE), Need.role(Role.ADMIN)))
                .isPresent();
        assertThat(EntryRule.authorize(holder(Role.ADMIN), Need.role(Role.DRIVE)))
                .isEmpty();
    }

    @Test
    void whichProcessAsksMattersOnlyWithoutATokenAndForWhatChangesSomething() {
        Caller user = new Caller(Optional.of(Role.ADMIN), new Caller.By.SameUser(), Optional.of("a"));

        assertThat(EntryRule.asksForProcess(user, Need.role(Role.DRIVE))).isTrue();
        assertThat(EntryRule.asksForProcess(user, Need.role(Role.ADMIN))).isTrue();
        assertThat(EntryRule.asksForProcess(user, Need.role(Role.OBSERVE))).isFalse();
        assertThat(EntryRule.asksForProcess(user, Need.hook("a"))).isFalse();
        assertThat(EntryRule.asksForProcess(holder(Role.ADMIN), Need.role(Role.ADMIN)))
                .isFalse();
    }

    /** S5 */
    @Test
    void aSessionDoesNotDriveItselfNorDoesWhoCanNotBeTold() {
        assertThat(EntryRule.authorize(new Whereabouts.Outside())).isEmpty();
        assertThat(EntryRule.authorize(new Whereabouts.Inside("a"))).hasValueSatisfying(denied -> {
            assertThat(denied.why()).isEqualTo(Why.OWN_SESSION);
            assertThat(denied.hint()).contains("'a'", "--allow-self-drive");
        });
        assertThat(EntryRule.authorize(new Whereabouts.Unknown()))
                .map(Denied::code)
                .contains(ErrorCode.FORBIDDEN);
        assertThat(EntryRule.authorize(new Whereabouts.Overloaded()))
                .map(Denied::code)
                .contains(ErrorCode.OVERLOADED);
    }

    @Test
    void everyRefusalBecomesTheOneModelOfFailure() {
        for (Why why : EnumSet.allOf(Why.class)) {
            Denied denied = new Denied(why, "do this");

            assertThat(denied.refusal().code()).isEqualTo(denied.code());
            assertThat(denied.refusal().message()).isEqualTo(denied.message());
            assertThat(denied.refusal().hint()).contains("do this");
        }
    }

    private static Caller holder(Role role) {
        return new Caller(Optional.of(role), CI, Optional.empty());
    }

    private static Optional<Why> why(Facts facts) {
        return EntryRule.admit(facts.build(), Optional.empty()) instanceof Denied denied
                ? Optional.of(denied.why())
                : Optional.empty();
    }

    private static Facts found(Standing standing) {
        return new Facts(new Found(standing, false, false, false, false, Optional.empty()));
    }

    /** What was found, fact by fact. */
    private record Facts(Found build) {
        Facts tokenIsAsked() {
            return new Facts(
                    new Found(build.standing(), true, build.tokenPresented(), true, build.notBearer(), build.grant()));
        }

        Facts presented() {
            return new Facts(new Found(
                    build.standing(),
                    build.tokenIsAsked(),
                    true,
                    build.tokenCounts(),
                    build.notBearer(),
                    build.grant()));
        }

        Facts counts() {
            return new Facts(new Found(
                    build.standing(),
                    build.tokenIsAsked(),
                    build.tokenPresented(),
                    true,
                    build.notBearer(),
                    build.grant()));
        }

        Facts notBearer() {
            return new Facts(new Found(
                    build.standing(),
                    build.tokenIsAsked(),
                    build.tokenPresented(),
                    build.tokenCounts(),
                    true,
                    build.grant()));
        }

        Facts grant(Role role) {
            return new Facts(new Found(
                    build.standing(),
                    build.tokenIsAsked(),
                    true,
                    true,
                    false,
                    Optional.of(new Tokens.Grant(role, CI))));
        }
    }
}
