package dev.coop.bench;

import dev.coop.bench.HttpLoad.Rate;
import dev.coop.bench.Row.Subject;
import dev.coop.core.session.Session;
import java.util.List;
import java.util.function.Consumer;

/** Small requests, beside a handler on the same Netty that only sends the same bytes back. */
final class HttpFigure implements Figure {
    private static final int MANY = 64;
    private static final Goal SHARE = Goal.atLeast(0.7, "x");

    /** A round of a contender. In a quick run it is as long: shorter ones are noise. */
    private static final long MILLIS = 3_000;

    @Override
    public void measure(Scale scale, Progress progress, Consumer<Row> rows) throws Exception {
        HttpLoad load = new HttpLoad("/api/v1/health");
        try (ServedHost host = new ServedHost();
                Session _ = host.start(Echo.program());
                BareHttp bare = new BareHttp(load.body(host.address()))) {
            Contest<Rate> contest = new Contest<>();
            List<Rate> bareOne = contest.enter("bare, one", () -> load.alone(bare.address(), MILLIS));
            List<Rate> one = contest.enter("coop, one", () -> load.alone(host.address(), MILLIS));
            List<Rate> bareMany = contest.enter("bare, 64", () -> load.together(bare.address(), MANY, MILLIS));
            List<Rate> many = contest.enter("coop, 64", () -> load.together(host.address(), MANY, MILLIS));
            contest.run(scale.rounds, progress);
            report(rows, "one connection", one, bareOne);
            report(rows, MANY + " connections", many, bareMany);
        }
    }

    private static void report(Consumer<Row> rows, String what, List<Rate> ours, List<Rate> bare) {
        rows.accept(Row.ratio(
                new Subject("GET /api/v1/health", what),
                median(ours),
                "bare Netty",
                median(bare),
                "requests/s",
                SHARE));
    }

    private static double median(List<Rate> rates) {
        return Samples.of(rates.stream().mapToDouble(Rate::perSecond)).median();
    }
}
