package dev.coop.core.agent;

import static dev.coop.core.agent.Observation.FOREVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.agent.Observation.Weight;
import dev.coop.core.agent.Standing.Rank;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom to believe. Times are seconds. */
class FusionTest {
    private static final Claim WORKING = new Claim.Working();
    private static final Claim IDLE = new Claim.Idle(false);
    private static final Claim ERROR = new Claim.Failed(new AgentError(ErrorCategory.RATE_LIMITED, "429"));
    private static final Claim PERMISSION = new Claim.Prompting(Prompt.of(Prompt.Kind.PERMISSION));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Ledger ledger = Ledger.EMPTY;

    @Test
    void nobodySaysAnything() {
        assertThat(decide(0).claim()).isEmpty();
        assertThat(decide(0).holdsUntil()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aBetterSourceIsBelieved() {
        say(Source.SCREEN, WORKING, 1);
        say(Source.HOOK, IDLE, 2);
        assertThat(believedAt(3)).isEqualTo(IDLE);
        assertThat(ranks(3)).containsEntry(Source.HOOK, Rank.BELIEVED).containsEntry(Source.SCREEN, Rank.OUTRANKED);
    }

    @Test
    void aLesserSourceIsBelievedWhereItIsNewerAndMoreUrgent() {
        say(Source.HOOK, IDLE, 1);
        say(Source.SCREEN, PERMISSION, 2);
        assertThat(believedAt(3)).isEqualTo(PERMISSION);
        assertThat(ranks(3)).containsEntry(Source.HOOK, Rank.OVERTAKEN).containsEntry(Source.SCREEN, Rank.BELIEVED);
    }

    @Test
    void aLesserSourceCannotCalmABetterOne() {
        say(Source.HOOK, WORKING, 1);
        say(Source.LOG, IDLE, 2);
        assertThat(believedAt(3)).isEqualTo(WORKING);
    }

    @Test
    void ofEqualSourcesTheNewestWordCounts() {
        say(Source.HOOK, WORKING, 1);
        say(Source.STATE_FILE, IDLE, 2);
        assertThat(believedAt(3)).isEqualTo(IDLE);
        assertThat(ranks(3)).containsEntry(Source.HOOK, Rank.OLDER);
        say(Source.HOOK, new Claim.Idle(true), 4);
        assertThat(believedAt(5)).isEqualTo(new Claim.Idle(true));
    }

    @Test
    void theSameWordAgainIsNoNewerThanItWas() {
        say(Source.SCREEN, WORKING, 1);
        say(Source.HOOK, IDLE, 2);
        say(Source.SCREEN, WORKING, 3);
        assertThat(believedAt(4)).isEqualTo(IDLE);
    }

    @Test
    void aWordThatIsNotRepeatedLosesItsSay() {
        say(Source.SCREEN, IDLE, 1);
        say(Source.HOOK, WORKING, 2, MINUTE);
        assertThat(believedAt(61)).isEqualTo(WORKING);
        assertThat(decide(seconds(61)).holdsUntil()).isEqualTo(seconds(62));
        assertThat(believedAt(62)).isEqualTo(IDLE);
        assertThat(ranks(62)).containsEntry(Source.HOOK, Rank.AGED);
        say(Source.HOOK, WORKING, 70, MINUTE);
        assertThat(believedAt(71)).isEqualTo(WORKING);
    }

    @Test
    void whenEveryWordIsTooOldNobodySaysAnything() {
        say(Source.HOOK, WORKING, 1, MINUTE);
        assertThat(decide(seconds(61)).claim()).isEmpty();
    }

    @Test
    void aWordThatIsTakenBackIsNotBelieved() {
        say(Source.HOOK, IDLE, 1);
        say(Source.SCREEN, PERMISSION, 2);
        ledger = ledger.without(Observation.MAIN, Source.SCREEN);
        assertThat(believedAt(3)).isEqualTo(IDLE);
        assertThat(ranks(3)).containsEntry(Source.SCREEN, Rank.TAKEN_BACK);
    }

    @Test
    void whatIsKnownToSeeTheEndOfWorkIsBelievedAtOnce() {
        say(Source.HOOK, WORKING, 1);
        say(observation(Source.TITLE, IDLE, 2, FOREVER).weighing(Weight.AT_ONCE), 2);
        assertThat(believedAt(2)).isEqualTo(IDLE);
    }

    @Test
    void whatSeesTheEndOfWorkSaysNothingAgainstAQuestion() {
        say(Source.HOOK, PERMISSION, 1);
        say(observation(Source.TITLE, IDLE, 2, FOREVER).weighing(Weight.AT_ONCE), 2);
        assertThat(believedAt(2)).isEqualTo(PERMISSION);
    }

    @Test
    void aHeldQuestionStandsWhateverOthersSayAndHoweverLong() {
        say(observation(Source.HOOK, PERMISSION, 1, MINUTE).weighing(Weight.HELD), 1);
        say(Source.STATE_FILE, IDLE, 2);
        say(Source.SCREEN, WORKING, 3);
        assertThat(believedAt(4_000)).isEqualTo(PERMISSION);
        assertThat(ranks(4)).containsEntry(Source.STATE_FILE, Rank.OLDER).containsEntry(Source.SCREEN, Rank.OUTRANKED);
    }

    @Test
    void anErrorIsNotOverBecauseTheInputLineIsBack() {
        say(Source.HOOK, WORKING, 1);
        say(Source.HOOK, ERROR, 2);
        say(Source.STATE_FILE, IDLE, 3);
        say(Source.HOOK, IDLE, 60);
        assertThat(believedAt(61)).isEqualTo(ERROR);
        assertThat(decide(seconds(61)).winner().orElseThrow().source()).isEqualTo(Source.HOOK);
        assertThat(ranks(61)).containsEntry(Source.STATE_FILE, Rank.AFTER_ERROR);
    }

    @Test
    void anErrorIsOverOnceSomebodySawTheAgentBusyAfterIt() {
        say(Source.HOOK, ERROR, 2);
        say(Source.STATE_FILE, WORKING, 3);
        say(Source.STATE_FILE, IDLE, 4);
        assertThat(believedAt(5)).isEqualTo(IDLE);
    }

    @Test
    void workThatWasSeenBeforeAnErrorDoesNotEndIt() {
        say(Source.SCREEN, WORKING, 1);
        say(Source.HOOK, ERROR, 2);
        say(Source.SCREEN, WORKING, 3);
        say(Source.STATE_FILE, IDLE, 4);
        assertThat(believedAt(5)).isEqualTo(ERROR);
    }

    @Test
    void aDialogIsToldAsAllTogetherKnowIt() {
        say(Source.HOOK, WORKING, 1);
        say(
                Source.HOOK,
                new Claim.Prompting(Prompt.of(Prompt.Kind.PERMISSION).withTool("Bash", "{\"command\":\"ls\"}")),
                2);
        say(Source.STATE_FILE, PERMISSION, 3);
        say(Source.SCREEN, new Claim.Prompting(Prompt.of(Prompt.Kind.PERMISSION).withOptions(List.of("Yes", "No"))), 4);
        assertThat(believedAt(5))
                .isEqualTo(new Claim.Prompting(Prompt.of(Prompt.Kind.PERMISSION)
                        .withTool("Bash", "{\"command\":\"ls\"}")
                        .withOptions(List.of("Yes", "No"))));
    }

    @Test
    void anotherDialogDoesNotInheritFromOneThatIsOver() {
        say(Source.HOOK, new Claim.Prompting(Prompt.of(Prompt.Kind.PERMISSION).withTool("Bash", "{}")), 1);
        say(Source.STATE_FILE, IDLE, 2);
        say(Source.STATE_FILE, new Claim.Prompting(Prompt.of(Prompt.Kind.SETUP)), 3);
        assertThat(believedAt(4)).isEqualTo(new Claim.Prompting(Prompt.of(Prompt.Kind.SETUP)));
    }

    @Test
    void whoAsksComesBeforeWhoWorksWhicheverAgentItIs() {
        say(Source.HOOK, IDLE, 1);
        say(observation(Source.HOOK, WORKING, 2, FOREVER).by("a1"), 2);
        assertThat(believedAt(3)).isEqualTo(WORKING);
        say(observation(Source.HOOK, PERMISSION, 3, FOREVER).by("a2"), 3);
        assertThat(believedAt(4)).isEqualTo(PERMISSION);
        assertThat(decide(seconds(4)).winner().orElseThrow().agentId()).isEqualTo("a2");
        assertThat(decide(seconds(4)).standings()).extracting(Standing::rank).contains(Rank.ELSEWHERE);
        ledger = ledger.without("a1").without("a2");
        assertThat(believedAt(5)).isEqualTo(IDLE);
    }

    @Test
    void anAgentAtRestThatAnotherHasStartedDecidesNothing() {
        say(observation(Source.HOOK, IDLE, 1, FOREVER).by("a1"), 1);
        assertThat(decide(seconds(2)).claim()).isEmpty();
    }

    @Test
    void ofTooManyAgentsTheLongestSilentIsForgotten() {
        say(Source.HOOK, IDLE, 0);
        for (int i = 1; i <= Ledger.MAX_AGENTS + 10; i++) {
            say(observation(Source.HOOK, WORKING, i, FOREVER).by("agent " + i), i);
        }
        Set<String> known = new HashSet<>();
        ledger.entries().forEach(entry -> known.add(entry.latest().agentId()));
        assertThat(known)
                .hasSize(Ledger.MAX_AGENTS + 1)
                .contains(Observation.MAIN)
                .doesNotContain("agent 10");
    }

    @Test
    void theOrderInWhichSourcesAreHeardChangesNothing() {
        Random random = new Random(20261120);
        for (int round = 0; round < 2_000; round++) {
            Map<Source, List<Observation>> words = words(random);
            Verdict expected = after(words, new Random(1));
            for (int shuffle = 0; shuffle < 5; shuffle++) {
                Verdict other = after(words, random);
                assertThat(other.claim()).as("round %s: %s", round, words).isEqualTo(expected.claim());
                assertThat(other.winner()).isEqualTo(expected.winner());
                assertThat(other.standings()).isEqualTo(expected.standings());
            }
        }
    }

    /** Up to eight words of each of some sources, in the order of their times. */
    private static Map<Source, List<Observation>> words(Random random) {
        Map<Source, List<Observation>> words = new EnumMap<>(Source.class);
        List<Claim> claims = List.of(WORKING, IDLE, ERROR, PERMISSION, new Claim.Idle(true));
        List<Weight> weights = new ArrayList<>(Collections.nCopies(18, Weight.ORDINARY));
        weights.addAll(List.of(Weight.AT_ONCE, Weight.HELD));
        for (Source source : Source.values()) {
            List<Observation> said = new ArrayList<>();
            int time = 0;
            for (int i = random.nextInt(9); i > 0; i--) {
                time += 1 + random.nextInt(20);
                Weight weight = weights.get(random.nextInt(weights.size()));
                said.add(observation(
                                source,
                                claims.get(random.nextInt(claims.size())),
                                time,
                                random.nextBoolean() ? MINUTE : FOREVER)
                        .weighing(weight)
                        .by(random.nextInt(4) == 0 ? "a" : Observation.MAIN));
            }
            words.put(source, said);
        }
        return words;
    }

    /** What is believed when the sources are heard in some order, each of them in its own. */
    private static Verdict after(Map<Source, List<Observation>> words, Random random) {
        List<Source> turns = new ArrayList<>();
        words.forEach((source, said) -> turns.addAll(Collections.nCopies(said.size(), source)));
        Collections.shuffle(turns, random);
        Map<Source, Integer> heard = new EnumMap<>(Source.class);
        Ledger ledger = Ledger.EMPTY;
        for (Source source : turns) {
            Observation word = words.getOrDefault(source, List.of()).get(heard.merge(source, 1, Integer::sum) - 1);
            ledger = ledger.with(word, word.since());
        }
        return Fusion.decide(ledger, seconds(100));
    }

    private void say(Source source, Claim claim, int second) {
        say(source, claim, second, FOREVER);
    }

    private void say(Source source, Claim claim, int second, Duration lifetime) {
        say(observation(source, claim, second, lifetime), second);
    }

    private void say(Observation word, int second) {
        ledger = ledger.with(word, seconds(second));
    }

    private static Observation observation(Source source, Claim claim, int second, Duration lifetime) {
        return Observation.of(claim, new Evidence(source, "rule", "", seconds(second)), lifetime);
    }

    private Verdict decide(long now) {
        return Fusion.decide(ledger, now);
    }

    private Claim believedAt(int second) {
        return decide(seconds(second)).claim().orElseThrow();
    }

    private Map<Source, Rank> ranks(int second) {
        Map<Source, Rank> ranks = new EnumMap<>(Source.class);
        decide(seconds(second))
                .standings()
                .forEach(each -> ranks.put(each.word().source(), each.rank()));
        return ranks;
    }

    private static long seconds(int count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
