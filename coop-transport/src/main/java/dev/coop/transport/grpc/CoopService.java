package dev.coop.transport.grpc;

import dev.coop.proto.v1.CoopGrpc;
import io.grpc.ServerServiceDefinition;
import java.util.Objects;

/** The service {@code coop.v1.Coop}: what each area brings. */
final class CoopService {
    static final String NAME = CoopGrpc.SERVICE_NAME;

    private CoopService() {}

    static ServerServiceDefinition of(CoopServer.Parts parts, Streams streams) {
        Methods methods = new Methods(parts.desk(), streams, parts.limits().messageBytes());
        HealthMethods.add(methods);
        ScreenMethods.add(methods, parts.screenDebounce());
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
