package dev.coop.core.agent;

/** What became of one source's word in a decision. */
public record Standing(Observation word, Rank rank) {
    /** Why it was believed or not. */
    public enum Rank {
        /** It was believed. */
        BELIEVED("believed"),
        /** It says the same as the one that was. */
        AGREES("says the same"),
        /** A better source says otherwise. */
        OUTRANKED("a better source says otherwise"),
        /** As good a source has said otherwise since. */
        OLDER("as good a source has newer word"),
        /** A lesser source has newer word of something more urgent, or of rest that the better one can't see. */
        OVERTAKEN("a lesser source has newer word, of something this one has missed"),
        /** An error lasts until the agent does something; being at rest after it is no news. */
        AFTER_ERROR("it says only that the agent is at rest after its error"),
        /** It was said too long ago. */
        AGED("said too long ago, and not since"),
        /** About an agent that the session's own has started. */
        ELSEWHERE("about another agent, whose state does not decide"),
        /** It does not say so any more. */
        TAKEN_BACK("not said any more");

        private final String words;

        Rank(String words) {
            this.words = words;
        }

        /** For a person. */
        public String words() {
            return words;
        }
    }
}
