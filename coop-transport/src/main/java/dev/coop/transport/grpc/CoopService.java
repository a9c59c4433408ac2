package dev.coop.transport.grpc;

import dev.coop.proto.v1.CoopGrpc;
import dev.coop.transport.Desk;
import io.grpc.ServerServiceDefinition;
import java.time.Duration;
import java.util.Objects;

/** The service {@code coop.v1.Coop}: what each area brings. */
final class CoopService {
    static final String NAME = CoopGrpc.SERVICE_NAME;

    private CoopService() {}

    static ServerServiceDefinition of(Desk desk, Streams streams, Duration screenDebounce) {
        Methods methods = new Methods(desk, streams);
        HealthMethods.add(methods);
        ScreenMethods.add(methods, screenDebounce);
        OutputMethods.add(methods);
        InputMethods.add(methods);
        TerminalMethods.add(methods);
        AgentMethods.add(methods);
        SessionMethods.add(methods);
        PlannedMethods.add(methods);
        return methods.service(
                NAME, Objects.requireNonNull(CoopGrpc.getServiceDescriptor().getSchemaDescriptor()));
    }
}
