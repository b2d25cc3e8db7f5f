#include "backend/kafka/sampler_state.h"

#include <algorithm>

namespace vigia::backend::kafka {
namespace {

using core::ops::GroupSample;

constexpr std::size_t kGroupsPerCall = 100;

/// Groups of the list, or those known before with the reason why there is no list.
void fillNames(Look& look, const core::Result<std::vector<GroupListing>>& listed) {
    if (!listed) {
        for (const auto& [name, group] : look.state.groups) {
            look.sample.groups.push_back(group);
            look.sample.groups.back().error = listed.error().message;
        }
        return;
    }
    for (const auto& listing : *listed) {
        if (listing.name.empty())
            continue; // a broker that could not list its groups: those known before say so below
        GroupSample group;
        group.name = listing.name;
        group.state = listing.state;
        look.sample.groups.push_back(std::move(group));
    }
}

void keepMissing(Look& look, const std::vector<GroupListing>& listed) {
    const auto failed = std::find_if(listed.begin(), listed.end(),
                                     [](const auto& row) { return row.name.empty(); });
    std::set<std::string> present;
    for (const auto& group : look.sample.groups)
        present.insert(group.name);
    for (auto known = look.state.groups.begin(); known != look.state.groups.end();) {
        if (present.contains(known->first)) {
            ++known;
        } else if (failed == listed.end()) {
            known = look.state.groups.erase(known);
        } else {
            look.sample.groups.push_back(known->second);
            look.sample.groups.back().error = failed->error;
            ++known;
        }
    }
}

std::vector<std::string> groupsToDescribe(const Look& look) {
    const bool all = look.due(look.state.groupsAt, look.options.describeEvery);
    std::vector<std::string> names;
    for (const auto& group : look.sample.groups) {
        const auto known = look.state.groups.find(group.name);
        if (all || known == look.state.groups.end() || known->second.state != group.state)
            names.push_back(group.name);
    }
    return names;
}

void describe(Look& look) {
    const auto names = groupsToDescribe(look);
    bool complete = true;
    for (std::size_t from = 0; from < names.size() && !look.late(); from += kGroupsPerCall) {
        const auto first = names.begin() + static_cast<std::ptrdiff_t>(from);
        const auto count =
            static_cast<std::ptrdiff_t>(std::min(kGroupsPerCall, names.size() - from));
        auto described = describeGroups(look.client, {first, first + count}, look.deadline);
        complete = complete && described.has_value();
        for (auto& group : described.value_or({})) {
            group.membersAt = look.clock.now();
            look.state.groups[group.name] = std::move(group);
        }
    }
    if (complete)
        look.state.groupsAt = std::chrono::steady_clock::now();
}

void addDescriptions(Look& look) {
    for (auto& group : look.sample.groups) {
        const auto known = look.state.groups.find(group.name);
        if (known == look.state.groups.end())
            continue;
        group.protocol = known->second.protocol;
        group.coordinator = known->second.coordinator;
        group.members = known->second.members;
        group.membersAt = known->second.membersAt;
        if (group.error.empty())
            group.error = known->second.error;
    }
}

void fillCommits(Look& look) {
    std::vector<AdminRequest> requests;
    for (auto& group : look.sample.groups) {
        requests.push_back(commitsRequest(look.client, group.name, [&look, &group](auto commits) {
            group.commitsAt = look.clock.now();
            if (commits)
                group.commits = std::move(*commits);
            else
                group.error = commits.error().message;
        }));
    }
    runRequests(look.client, requests, look.options.inFlight, look.deadline);
}

} // namespace

void fillGroups(Look& look) {
    const auto listed = listGroups(look.client, look.deadline);
    fillNames(look, listed);
    if (listed)
        keepMissing(look, *listed);
    std::sort(look.sample.groups.begin(), look.sample.groups.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    describe(look);
    addDescriptions(look);
    fillCommits(look);
}

} // namespace vigia::backend::kafka
