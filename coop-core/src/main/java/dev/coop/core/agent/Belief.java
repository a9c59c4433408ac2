package dev.coop.core.agent;

import dev.coop.core.agent.Ledger.Entry;
import dev.coop.core.agent.Observation.Weight;
import dev.coop.core.agent.Standing.Rank;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is believed of one agent, from what its sources say.
 *
 * <p>A question that waits for its answer stands. Else the best tier's newest word counts, among those that are not too
 * old; a lesser tier's newer word overtakes it where that is more urgent, or known to see the end of work at once. An
 * error lasts until somebody saw the agent busy after it.
 *
 * @param claim what is believed; empty when nobody says anything
 * @param winner whose word it is
 */
record Belief(String agentId, Optional<Claim> claim, Optional<Observation> winner, List<Standing> standings) {
    /** The best first; of one tier the newest. The order of the sources settles the rest, so that it is always the same. */
    private static final Comparator<Entry> BEST_FIRST = Comparator.comparingInt(
                    (Entry entry) -> entry.latest().source().tier())
            .thenComparing(entry -> entry.latest().since(), Comparator.reverseOrder())
            .thenComparing(entry -> entry.latest().source());

    /** Who knows the most of a dialog: the agent's own report, then its picture. */
    private static final List<Source> BEST_INFORMED = List.of(
            Source.HOOK,
            Source.LOG,
            Source.STDOUT,
            Source.SCREEN,
            Source.STATE_FILE,
            Source.STATUS,
            Source.TITLE,
            Source.PROCESS);

    /** From all that is known of one agent. */
    static Belief of(String agentId, List<Entry> unsorted, long now) {
        List<Entry> entries = unsorted.stream().sorted(BEST_FIRST).toList();
        List<Entry> alive = entries.stream().filter(entry -> entry.isAlive(now)).toList();
        Optional<Entry> best = best(alive);
        Optional<Observation> error = best.flatMap(entry -> lastingError(entry, entries));
        Optional<Claim> claim = error.map(Observation::claim).or(() -> best.map(entry -> whole(entry, alive)));
        List<Standing> standings = entries.stream()
                .map(entry -> new Standing(entry.latest(), rank(entry, now, best, error)))
                .toList();
        return new Belief(agentId, claim, error.or(() -> best.map(Entry::latest)), standings);
    }

    boolean isBusy() {
        return claim.isPresent() && claim.get().isBusy();
    }

    int urgency() {
        return claim.map(Claim::urgency).orElse(0);
    }

    /** The same for whoever decides by another agent. */
    List<Standing> standingsElsewhere() {
        return standings.stream()
                .map(each -> each.rank() == Rank.BELIEVED || each.rank() == Rank.AGREES
                        ? new Standing(each.word(), Rank.ELSEWHERE)
                        : each)
                .toList();
    }

    private static Optional<Entry> best(List<Entry> alive) {
        Optional<Entry> held = alive.stream()
                .filter(Entry::isHeld)
                .min(Comparator.comparingLong(entry -> entry.latest().since()));
        if (held.isPresent() || alive.isEmpty()) {
            return held;
        }
        Entry best = alive.getFirst();
        for (Entry other : alive) {
            if (overtakes(other.latest(), best.latest())) {
                best = other;
            }
        }
        return Optional.of(best);
    }

    private static boolean overtakes(Observation lesser, Observation better) {
        return lesser.source().tier() > better.source().tier()
                && lesser.since() > better.since()
                && (lesser.claim().urgency() > better.claim().urgency()
                        || lesser.weight() == Weight.AT_ONCE && better.claim() instanceof Claim.Working);
    }

    /** Rest after an error is no news: the input line is back, that is all. */
    private static Optional<Observation> lastingError(Entry best, List<Entry> entries) {
        if (!(best.latest().claim() instanceof Claim.Idle)) {
            return Optional.empty();
        }
        long busySince = entries.stream().mapToLong(Entry::busySince).max().orElse(Long.MIN_VALUE);
        return entries.stream()
                .flatMap(entry -> entry.failure().stream())
                .filter(error -> error.since() >= busySince)
                .max(Comparator.comparingLong(Observation::since));
    }

    /** A dialog as all together know it: those who have seen the agent ask since a source as good saw it do something else. */
    private static Claim whole(Entry best, List<Entry> alive) {
        if (!(best.latest().claim() instanceof Claim.Prompting(Prompt seen))) {
            return best.latest().claim();
        }
        long calmSince = alive.stream()
                .filter(entry ->
                        entry.latest().source().tier() <= best.latest().source().tier())
                .mapToLong(Entry::calmSince)
                .max()
                .orElse(Long.MIN_VALUE);
        List<Prompt> pictures = alive.stream()
                .map(Entry::latest)
                .filter(word -> word.since() >= calmSince)
                .sorted(Comparator.comparingInt(word -> BEST_INFORMED.indexOf(word.source())))
                .flatMap(word ->
                        word.claim() instanceof Claim.Prompting(Prompt prompt) ? Stream.of(prompt) : Stream.empty())
                .toList();
        return new Claim.Prompting(pictures.stream().reduce(Prompt::filledFrom).orElse(seen));
    }

    private static Rank rank(Entry entry, long now, Optional<Entry> best, Optional<Observation> error) {
        if (entry.silent()) {
            return Rank.TAKEN_BACK;
        }
        if (!entry.isAlive(now)) {
            return Rank.AGED;
        }
        Observation word = entry.latest();
        Observation believed = error.or(() -> best.map(Entry::latest)).orElseThrow();
        if (word.equals(believed)) {
            return Rank.BELIEVED;
        }
        if (error.isPresent() && word.claim() instanceof Claim.Idle) {
            return Rank.AFTER_ERROR;
        }
        if (word.claim().urgency() == believed.claim().urgency()) {
            return Rank.AGREES;
        }
        int tier = word.source().tier();
        int than = believed.source().tier();
        if (tier == than) {
            return Rank.OLDER;
        }
        return tier < than ? Rank.OVERTAKEN : Rank.OUTRANKED;
    }

    Belief {
        Objects.requireNonNull(agentId);
        standings = List.copyOf(standings);
    }
}
