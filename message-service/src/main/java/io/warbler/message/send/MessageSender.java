package io.warbler.message.send;

import com.datastax.oss.driver.api.core.DriverException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.generation.CurrentGenerations;
import io.warbler.message.ingress.Submitter;
import io.warbler.proto.client.v1.ChangeMessage;
import io.warbler.proto.client.v1.MessageChanged;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.WithdrawSend;
import io.warbler.proto.message.v1.ChangeGroup;
import io.warbler.proto.message.v1.Submission;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Sends one message, or one change of a group or of a message, and waits for its verdict. Blocks; call on a
/// virtual thread.
///
/// Repeating the same send, here or on any other node, gets the first verdict. No verdict in time is
/// `OUTCOME_UNKNOWN`, never a refusal.
@Component
@EnableConfigurationProperties(SendProperties.class)
public class MessageSender {

    private static final int ONLY_REQUEST = 1;

    private final Submitter submitter;
    private final Verdicts verdicts;
    private final CurrentGenerations generations;
    private final SendProperties properties;
    private final Semaphore room;

    MessageSender(
            Submitter submitter,
            Verdicts verdicts,
            CurrentGenerations generations,
            SendProperties properties,
            MeterRegistry meters) {
        this.submitter = submitter;
        this.verdicts = verdicts;
        this.generations = generations;
        this.properties = properties;
        room = new Semaphore(properties.maxWaiting());
        Gauge.builder("warbler.message.send.room", room, Semaphore::availablePermits)
                .register(meters);
    }

    /// The ack.
    ///
    /// @throws ApiException with the code of the refusal, `OUTCOME_UNKNOWN` or `UNAVAILABLE`
    SendAck send(Sender sender, SendMessage message) {
        return ask(number -> submission(sender, number).setSend(message).build());
    }

    /// The ack of a send in the name of a user who does not wait for it.
    ///
    /// @param device that they chose to send it with
    /// @throws ApiException as for any other message
    public SendAck send(UserId user, String device, SendMessage message) {
        return send(Sender.of(user, device), message);
    }

    /// Gives a send up: the ack if it was accepted before.
    ///
    /// @throws ApiException `SEND_WITHDRAWN` if it never will be; as for a message
    public SendAck withdraw(UserId user, String device, SendMessage message) {
        var withdrawal = WithdrawSend.newBuilder()
                .setOutbox(message.getOutbox())
                .setNumber(message.getNumber())
                .setClientMessageId(message.getClientMessageId());
        switch (message.getToCase()) {
            case USER -> withdrawal.setUser(message.getUser());
            case CONVERSATION -> withdrawal.setConversation(message.getConversation());
            case TO_NOT_SET -> {}
        }
        return ask(number -> submission(Sender.of(user, device), number)
                .setWithdraw(withdrawal)
                .build());
    }

    /// Where a message would go.
    ///
    /// @throws ApiException if it would be refused at any time, for its form
    public ConversationId check(UserId user, SendMessage message) {
        var form = submitter.check(
                submission(Sender.of(user, ""), ONLY_REQUEST).setSend(message).build());
        return form.conversation().orElseThrow(() -> SendErrors.of(form.wrong()));
    }

    /// The ack of a change: its seq, and when the log took it.
    ///
    /// @throws ApiException as for a message
    public SendAck ask(Principal principal, ChangeGroup change) {
        var sender = Sender.of(principal);
        return ask(number -> submission(sender, number).setChange(change).build());
    }

    /// The answer to a change of a message.
    ///
    /// @throws ApiException as for a message
    public MessageChanged ask(Principal principal, ChangeMessage change) {
        var sender = Sender.of(principal);
        return answer(number ->
                        submission(sender, number).setChangeMessage(change).build())
                .getMessageChanged();
    }

    private SendAck ask(LongFunction<Submission> submission) {
        return answer(submission).getAck();
    }

    private ServerFrame answer(LongFunction<Submission> submission) {
        if (!room.tryAcquire()) {
            throw SendErrors.unavailable("Too many sends wait; repeat the same request.");
        }
        Verdicts.Wait wait = null;
        try {
            wait = verdicts.await();
            return accepted(verdict(wait, submission.apply(wait.number())));
        } finally {
            if (wait != null) {
                verdicts.forget(wait);
            }
            room.release();
        }
    }

    private static Submission.Builder submission(Sender sender, long number) {
        return Submission.newBuilder()
                .setConnection(number)
                .setRequestId(ONLY_REQUEST)
                .setPrincipal(sender.principal())
                .setIntegrator(sender.integrator());
    }

    private Verdicts.Arrived verdict(Verdicts.Wait wait, Submission submission) {
        CompletableFuture<Verdicts.Arrived> verdict = wait.arrived();
        var _ = submitter
                .submit(submission)
                .thenAccept(refusal -> refusal.ifPresent(error -> verdict.completeExceptionally(SendErrors.of(error))));
        try {
            return verdict.orTimeout(properties.patience().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ApiException refused ? refused : SendErrors.unknown();
        }
    }

    /// A verdict of an older generation is no longer worth anything: the log was lost since, and a repeat is decided
    /// anew.
    private ServerFrame accepted(Verdicts.Arrived verdict) {
        if (!isCurrent(verdict)) {
            throw SendErrors.unknown();
        }
        if (verdict.frame().hasError()) {
            throw SendErrors.of(verdict.frame().getError());
        }
        return verdict.frame();
    }

    /// When the store does not tell, the outcome is unknown, never a failure of which nothing came.
    private boolean isCurrent(Verdicts.Arrived verdict) {
        try {
            return generations.isCurrent(verdict.partition(), verdict.generation());
        } catch (DriverException _) {
            return false;
        }
    }
}
