package dev.coop.core.agent;

import dev.coop.core.agent.Ledger.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whom to believe: a function of what every source said last, and of now. Of several agents in one session, whoever asks
 * comes first, then whoever works, then the session's own.
 */
public final class Fusion {
    /** The session's own agent before those that it has started. */
    private static final Comparator<Belief> MOST_URGENT_FIRST =
            Comparator.comparingInt(Belief::urgency).reversed().thenComparing(Belief::agentId);

    private Fusion() {}

    public static Verdict decide(Ledger ledger, long now) {
        Map<String, List<Entry>> byAgent = new TreeMap<>();
        for (Entry entry : ledger.entries()) {
            byAgent.computeIfAbsent(entry.latest().agentId(), _ -> new ArrayList<>())
                    .add(entry);
        }
        List<Belief> beliefs = byAgent.entrySet().stream()
                .map(each -> Belief.of(each.getKey(), each.getValue(), now))
                .toList();
        Optional<Belief> decisive = beliefs.stream()
                .filter(Belief::isBusy)
                .min(MOST_URGENT_FIRST)
                .or(() -> beliefs.stream()
                        .filter(belief -> belief.agentId().equals(Observation.MAIN))
                        .findFirst());
        List<Standing> standings = beliefs.stream()
                .flatMap(belief -> (decisive.filter(belief::equals).isPresent()
                                ? belief.standings()
                                : belief.standingsElsewhere())
                        .stream())
                .toList();
        long holdsUntil = ledger.entries().stream()
                .filter(entry -> entry.isAlive(now))
                .mapToLong(Entry::expiry)
                .min()
                .orElse(Long.MAX_VALUE);
        return new Verdict(decisive.flatMap(Belief::claim), decisive.flatMap(Belief::winner), standings, holdsUntil);
    }
}
