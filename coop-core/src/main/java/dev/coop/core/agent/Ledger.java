package dev.coop.core.agent;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest word of every source about every agent, and as much of what each said before as decides: when it last saw
 * the agent busy, when at rest or busy but not asking, and its last error. Immutable.
 *
 * <p>What a source adds depends on that source's words alone, so the ledger is the same in whatever order the words of
 * different sources come in.
 */
public final class Ledger {
    /** Agents that were started by an agent and are watched at a time. Of more the one longest silent is forgotten. */
    static final int MAX_AGENTS = 64;

    public static final Ledger EMPTY = new Ledger(Map.of());

    private static final long NEVER = Long.MIN_VALUE;

    /** Whose word it is, and about whom. */
    record Key(String agentId, Source source) {}

    /**
     * What a source said of an agent.
     *
     * @param latest its newest word, since it began to say it
     * @param seen when it last said it
     * @param silent whether it has taken its newest word back
     * @param busySince when its newest stretch of work or asking began
     * @param calmSince when it last began to say something else than that the agent asks
     * @param failure its newest error
     */
    record Entry(
            Observation latest,
            long seen,
            boolean silent,
            long busySince,
            long calmSince,
            Optional<Observation> failure) {
        static Entry of(Observation first, long seen) {
            return new Entry(first, seen, false, NEVER, NEVER, Optional.empty()).told();
        }

        Entry with(Observation next, long now) {
            boolean again = !silent && saysTheSame(latest.claim(), next.claim());
            Observation kept = again
                    ? new Observation(
                            next.agentId(),
                            next.claim(),
                            new Evidence(
                                    next.source(),
                                    next.evidence().rule(),
                                    next.evidence().excerpt(),
                                    latest.since()),
                            next.lifetime(),
                            next.weight())
                    : next;
            Entry entry = new Entry(kept, now, false, busySince, calmSince, failure);
            return again ? entry : entry.told();
        }

        Entry takenBack() {
            return new Entry(latest, seen, true, busySince, calmSince, failure);
        }

        private Entry told() {
            Claim claim = latest.claim();
            return new Entry(
                    latest,
                    seen,
                    silent,
                    claim.isBusy() ? latest.since() : busySince,
                    claim instanceof Claim.Prompting ? calmSince : latest.since(),
                    claim instanceof Claim.Failed ? Optional.of(latest) : failure);
        }

        /** A dialog whose options become known is still the same one. */
        private static boolean saysTheSame(Claim before, Claim now) {
            return before.equals(now)
                    || before instanceof Claim.Prompting(Prompt a)
                            && now instanceof Claim.Prompting(Prompt b)
                            && a.kind() == b.kind()
                            && a.subtype().equals(b.subtype())
                            && a.tool().equals(b.tool())
                            && a.input().equals(b.input());
        }

        boolean isHeld() {
            return !silent && latest.weight() == Observation.Weight.HELD;
        }

        boolean isAlive(long now) {
            return !silent && (isHeld() || now - seen < latest.lifetime().toNanos());
        }

        /** When it ceases to be alive by itself. */
        long expiry() {
            long nanos = latest.lifetime().toNanos();
            return silent || isHeld() || nanos == Long.MAX_VALUE ? Long.MAX_VALUE : seen + nanos;
        }
    }

    private final Map<Key, Entry> entries;

    private Ledger(Map<Key, Entry> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /** With one more word, said now. */
    public Ledger with(Observation next, long now) {
        Key key = new Key(next.agentId(), next.source());
        Map<Key, Entry> all = new LinkedHashMap<>(entries);
        Entry before = all.get(key);
        all.put(key, before == null ? Entry.of(next, now) : before.with(next, now));
        forgetOne(all, next.agentId());
        return new Ledger(all);
    }

    /** A source has nothing to say of an agent any more. What it said before still counts where it decides. */
    public Ledger without(String agentId, Source source) {
        Key key = new Key(agentId, source);
        Entry before = entries.get(key);
        if (before == null || before.silent()) {
            return this;
        }
        Map<Key, Entry> all = new LinkedHashMap<>(entries);
        all.put(key, before.takenBack());
        return new Ledger(all);
    }

    /** An agent that was started by the session's own has ended. */
    public Ledger without(String agentId) {
        Map<Key, Entry> all = new LinkedHashMap<>(entries);
        all.keySet().removeIf(key -> key.agentId().equals(agentId));
        return new Ledger(all);
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    private static void forgetOne(Map<Key, Entry> all, String butNot) {
        Collection<String> others = all.keySet().stream()
                .map(Key::agentId)
                .filter(id -> !id.equals(Observation.MAIN))
                .distinct()
                .toList();
        if (others.size() > MAX_AGENTS) {
            others.stream()
                    .filter(id -> !id.equals(butNot))
                    .min(Comparator.comparingLong(id -> lastSeen(all, id)))
                    .ifPresent(
                            silent -> all.keySet().removeIf(key -> key.agentId().equals(silent)));
        }
    }

    private static long lastSeen(Map<Key, Entry> all, String agentId) {
        return all.values().stream()
                .filter(entry -> entry.latest().agentId().equals(agentId))
                .mapToLong(Entry::seen)
                .max()
                .orElse(NEVER);
    }
}
