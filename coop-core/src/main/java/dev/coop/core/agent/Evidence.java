package dev.coop.core.agent;

/**
 * Why somebody says something of an agent.
 *
 * @param rule what of the source led to it, as {@code tool(Bash)} or the id of a rule
 * @param excerpt what was seen, short; the agent's own words, not to be trusted
 * @param since nanoseconds of the session's clock: when the source began to say so
 */
public record Evidence(Source source, String rule, String excerpt, long since) {
    /** Characters of an excerpt: a line of a screen. */
    public static final int MAX_EXCERPT = 200;

    public Evidence {
        excerpt = excerpt.length() <= MAX_EXCERPT ? excerpt : excerpt.substring(0, MAX_EXCERPT);
    }

    /** As told on the wire. */
    public String cause() {
        return source.wireName() + ":" + rule;
    }
}
