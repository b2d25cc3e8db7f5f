CREATE SCHEMA IF NOT EXISTS acl;

CREATE TABLE acl.outbox (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  shard          smallint     NOT NULL CHECK (shard BETWEEN 0 AND 15),
  event_id       uuid         NOT NULL,
  topic          varchar(249) NOT NULL,             -- logical name
  key            bytea,
  headers        jsonb        NOT NULL DEFAULT '{}',
  payload        bytea        NOT NULL,             -- the record value, unchanged
  record_time    timestamptz  NOT NULL,
  created_at     timestamptz  NOT NULL DEFAULT now(),
  sent_at        timestamptz,
  sent_partition integer,
  sent_offset    bigint,
  attempts       integer      NOT NULL DEFAULT 0,
  parked_at      timestamptz,                       -- can't be sent; held with later rows of its key
  last_error     varchar(500)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000);
CREATE INDEX idx_outbox_unsent ON acl.outbox (shard, id) WHERE sent_at IS NULL AND parked_at IS NULL;
CREATE INDEX idx_outbox_sent   ON acl.outbox (sent_at) WHERE sent_at IS NOT NULL;
-- The relay asks for parked rows with every read: this index is empty when nothing is parked.
CREATE INDEX idx_outbox_parked ON acl.outbox (shard, id) WHERE sent_at IS NULL AND parked_at IS NOT NULL;

CREATE TABLE acl.consumer_offsets (
  group_id    varchar(200) NOT NULL,
  topic       varchar(249) NOT NULL,                -- physical name
  partition   integer      NOT NULL,
  next_offset bigint       NOT NULL,
  topic_id    uuid,
  epoch       bigint       NOT NULL DEFAULT 0,
  generation  integer      NOT NULL DEFAULT 0,       -- group generation of the claim: an older member can't fence a newer one
  owner       varchar(200) NOT NULL DEFAULT '',
  updated_at  timestamptz  NOT NULL DEFAULT now(),
  PRIMARY KEY (group_id, topic, partition)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
        autovacuum_vacuum_cost_delay = 0);

-- Claims a partition for the member of generation p_generation (platform.md 4.5). outcome: claimed, refused (a higher
-- generation holds it, told in generation) or topic (another topic of that name, its id told in topic_id).
-- p_seen allows the one higher generation that Kafka has shown to be from an older count.
CREATE FUNCTION acl.claim_offset(
  p_group varchar, p_topic varchar, p_partition integer, p_generation integer, p_owner varchar,
  p_fallback bigint, p_topic_id uuid, p_seen integer,
  OUT outcome text, OUT epoch bigint, OUT next_offset bigint, OUT generation integer, OUT topic_id uuid
) LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO acl.consumer_offsets AS o (group_id, topic, partition, next_offset, topic_id, epoch, generation, owner)
    VALUES (p_group, p_topic, p_partition, p_fallback, p_topic_id, 1, p_generation, p_owner)
    ON CONFLICT (group_id, topic, partition) DO UPDATE
      SET epoch = o.epoch + 1, generation = p_generation, owner = p_owner, updated_at = now(),
          topic_id = coalesce(o.topic_id, p_topic_id)
      WHERE (o.generation <= p_generation OR o.generation = p_seen)
        AND (o.topic_id IS NULL OR p_topic_id IS NULL OR o.topic_id = p_topic_id)
    RETURNING 'claimed', o.epoch, o.next_offset, o.generation, o.topic_id
    INTO outcome, epoch, next_offset, generation, topic_id;
  IF FOUND THEN
    RETURN;
  END IF;
  SELECT CASE WHEN o.topic_id <> p_topic_id THEN 'topic' ELSE 'refused' END, o.epoch, o.next_offset, o.generation, o.topic_id
    FROM acl.consumer_offsets o
    WHERE o.group_id = p_group AND o.topic = p_topic AND o.partition = p_partition
    INTO outcome, epoch, next_offset, generation, topic_id;
END $$;

-- Moves the offset of one partition, or raises VG001 when it is not p_expected under p_epoch any more. Sent together
-- with COMMIT in one message, so that the check costs no round trip of its own.
CREATE FUNCTION acl.settle_offset(
  p_group varchar, p_topic varchar, p_partition integer, p_expected bigint, p_next bigint, p_epoch bigint
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE acl.consumer_offsets o SET next_offset = p_next, updated_at = now()
    WHERE o.group_id = p_group AND o.topic = p_topic AND o.partition = p_partition
      AND o.epoch = p_epoch AND o.next_offset = p_expected;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'partition % of % is not at the expected offset and epoch', p_partition, p_topic
      USING ERRCODE = 'VG001';
  END IF;
END $$;
