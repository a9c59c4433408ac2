package dev.coop.core.agent;

import java.util.List;
import java.util.Optional;

/**
 * What is believed, and why.
 *
 * @param claim what is believed; empty when nobody has anything to say
 * @param winner whose word it is; its prompt may lack what other sources added to {@code claim}
 * @param standings every source's word, and what became of it; the best sources first
 * @param holdsUntil nanoseconds of the session's clock: until then nothing changes without a new word
 */
public record Verdict(Optional<Claim> claim, Optional<Observation> winner, List<Standing> standings, long holdsUntil) {
    public Verdict {
        standings = List.copyOf(standings);
    }
}
