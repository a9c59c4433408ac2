package dev.coop.transport.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import dev.coop.core.api.Operation;
import dev.coop.proto.v1.CoopGrpc;
import dev.coop.transport.TestHost;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** grpc-java's client; fields are put into messages by their names, so a name that differs is a failure. */
final class OverGrpc implements Client {
    private static final int SECONDS = 60;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("test-client", true), EpollIoHandler.newFactory());
    private final ManagedChannel channel;
    private final Optional<String> token;

    OverGrpc(TestHost coop, Place place, Optional<String> token) {
        this.token = token;
        NettyChannelBuilder builder = place == Place.TCP
                ? NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), coop.port()))
                        .channelType(EpollSocketChannel.class)
                : NettyChannelBuilder.forAddress(
                                new DomainSocketAddress(coop.socket().toFile()))
                        .overrideAuthority("localhost")
                        .channelType(EpollDomainSocketChannel.class);
        channel = builder.eventLoopGroup(loop).usePlaintext().directExecutor().build();
    }

    @Override
    public boolean has(Operation<?, ?> operation) {
        return operation.rpc().isPresent();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Outcome call(Operation<?, ?> operation, Optional<String> session, ObjectNode fields) {
        MethodDescriptor<Message, Message> method =
                (MethodDescriptor<Message, Message>) CoopGrpc.getServiceDescriptor().getMethods().stream()
                        .filter(m -> Objects.equals(
                                m.getBareMethodName(), operation.rpc().orElseThrow()))
                        .findFirst()
                        .orElseThrow();
        Metadata metadata = new Metadata();
        session.ifPresent(name -> put(metadata, "coop-session", name));
        token.ifPresent(t -> put(metadata, "authorization", "Bearer " + t));
        Message prototype = Objects.requireNonNull(
                ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype());
        try {
            Message answer = ClientCalls.blockingUnaryCall(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata)),
                    method,
                    CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS),
                    message(prototype, fields));
            return new Outcome("", "", json(answer));
        } catch (StatusRuntimeException failure) {
            return refused(failure);
        }
    }

    private static void put(Metadata metadata, String key, String value) {
        metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    private static Outcome refused(StatusRuntimeException failure) {
        try {
            ErrorInfo info = Objects.requireNonNull(StatusProto.fromThrowable(failure))
                    .getDetails(0)
                    .unpack(ErrorInfo.class);
            return new Outcome(info.getReason(), info.getMetadataOrDefault("field", ""), JSON.createObjectNode());
        } catch (Exception unreadable) {
            throw new AssertionError("a failure without its code", failure);
        }
    }

    private static Message message(Message prototype, ObjectNode fields) {
        Message.Builder builder = prototype.newBuilderForType();
        fields.properties().forEach(entry -> {
            FieldDescriptor field = Objects.requireNonNull(
                    prototype.getDescriptorForType().findFieldByName(entry.getKey()), entry.getKey());
            if (field.isRepeated()) {
                entry.getValue().forEach(item -> builder.addRepeatedField(field, value(field, item)));
            } else {
                builder.setField(field, value(field, entry.getValue()));
            }
        });
        return builder.build();
    }

    private static Object value(FieldDescriptor field, JsonNode value) {
        return switch (field.getJavaType()) {
            case INT -> value.intValue();
            case LONG -> value.longValue();
            case BOOLEAN -> value.booleanValue();
            case STRING -> value.textValue();
            case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(value.textValue()));
            default -> throw new AssertionError(field + " can't be set here");
        };
    }

    private static ObjectNode json(Message message) {
        ObjectNode json = JSON.createObjectNode();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                List<JsonNode> items = new ArrayList<>();
                ((List<?>) message.getField(field)).forEach(item -> items.add(json(field, item)));
                json.putArray(field.getName()).addAll(items);
            } else if (!field.hasPresence() || message.hasField(field)) {
                json.set(field.getName(), json(field, message.getField(field)));
            } else {
                json.putNull(field.getName());
            }
        }
        return json;
    }

    private static JsonNode json(FieldDescriptor field, Object value) {
        return field.getJavaType() == JavaType.MESSAGE
                ? json((Message) value)
                : JSON.valueToTree(
                        value instanceof ByteString bytes
                                ? Base64.getEncoder().encodeToString(bytes.toByteArray())
                                : value);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
