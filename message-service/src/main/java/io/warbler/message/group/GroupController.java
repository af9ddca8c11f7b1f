package io.warbler.message.group;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.group.GroupRequests.Creation;
import io.warbler.message.group.GroupRequests.Owner;
import io.warbler.message.group.GroupRequests.Patch;
import io.warbler.message.group.GroupRequests.Text;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.proto.client.v1.AnnouncementSet;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupDissolved;
import io.warbler.proto.client.v1.OwnershipTransferred;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Groups and channels over REST.
@RestController
class GroupController {

    private final GroupChanger groups;

    GroupController(GroupChanger groups) {
        this.groups = groups;
    }

    /// Creates a group or channel; the same key names the same one.
    @PostMapping("/v1/conversations")
    ResponseEntity<String> create(Principal principal, IdempotencyKey key, @RequestBody Creation creation) {
        return groups.create(
                principal, key, GroupChange.newBuilder().setCreated(creation.toProto()), creation.isChannel());
    }

    /// Changes what the group says about itself, or its settings.
    @PatchMapping("/v1/conversations/{conversation}")
    ResponseEntity<String> patch(
            Principal principal, ConversationId conversation, IdempotencyKey key, @RequestBody Patch patch) {
        return groups.change(principal, conversation, key, patch.toProto());
    }

    /// Sets what stands on top of the group, or takes it away.
    @PutMapping("/v1/conversations/{conversation}/announcement")
    ResponseEntity<String> announce(
            Principal principal, ConversationId conversation, IdempotencyKey key, @RequestBody Text text) {
        var set = AnnouncementSet.newBuilder().setText(text.value());
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setAnnouncementSet(set));
    }

    /// Makes another member the owner.
    @PostMapping("/v1/conversations/{conversation}/owner")
    ResponseEntity<String> transfer(
            Principal principal, ConversationId conversation, IdempotencyKey key, @RequestBody Owner owner) {
        var transferred = OwnershipTransferred.newBuilder().setUser(owner.id());
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setOwnershipTransferred(transferred));
    }

    /// Ends the group.
    @DeleteMapping("/v1/conversations/{conversation}")
    ResponseEntity<String> dissolve(Principal principal, ConversationId conversation, IdempotencyKey key) {
        var dissolved = GroupDissolved.getDefaultInstance();
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setDissolved(dissolved));
    }
}
