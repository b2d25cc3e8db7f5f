CREATE TABLE ops.instances (
  instance varchar(100) PRIMARY KEY, roles text[] NOT NULL, host varchar(255) NOT NULL, pid integer NOT NULL, urls jsonb NOT NULL,
  version varchar(50) NOT NULL, started_at timestamptz NOT NULL, heartbeat_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE ops.alerts (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fingerprint  varchar(300) NOT NULL,
  rule         varchar(100) NOT NULL,
  source       varchar(20)  NOT NULL CHECK (source IN ('metric','stock','logs','chat','external')),
  service      varchar(100) NOT NULL,
  severity     varchar(10)  NOT NULL CHECK (severity IN ('critical','warning')),
  status       varchar(10)  NOT NULL CHECK (status IN ('firing','resolved')),
  summary      varchar(500) NOT NULL,
  details      jsonb        NOT NULL DEFAULT '{}',
  labels       jsonb        NOT NULL DEFAULT '{}',
  count        bigint       NOT NULL DEFAULT 1,
  first_seen   timestamptz  NOT NULL DEFAULT now(),
  last_seen    timestamptz  NOT NULL DEFAULT now(),
  resolved_at  timestamptz,
  acknowledged_by varchar(100),
  acknowledged_at timestamptz
);
CREATE UNIQUE INDEX uq_alerts_firing ON ops.alerts (fingerprint) WHERE status = 'firing';
CREATE INDEX idx_alerts_time ON ops.alerts (status, last_seen DESC);
CREATE TABLE ops.notifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  group_key varchar(300) NOT NULL, channel varchar(50) NOT NULL, kind varchar(10) NOT NULL CHECK (kind IN ('firing','resolved','repeat','test')),
  alert_ids bigint[] NOT NULL, payload jsonb NOT NULL,
  status varchar(10) NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING','SENT','FAILED')),
  attempts integer NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL DEFAULT now(), sent_at timestamptz,
  response_code integer, last_error varchar(500), created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_notifications_due ON ops.notifications (next_attempt_at) WHERE status = 'PENDING';
CREATE TABLE ops.silences (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, matchers jsonb NOT NULL, starts_at timestamptz NOT NULL DEFAULT now(),
  ends_at timestamptz NOT NULL, created_by varchar(100) NOT NULL, comment varchar(500) NOT NULL
);
CREATE TABLE ops.dead_letters (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic varchar(249) NOT NULL, partition_id integer NOT NULL, offset_value bigint NOT NULL,
  origin_topic varchar(249), origin_partition integer, origin_offset bigint, event_id uuid, correlation_id varchar(128),
  error_class varchar(40), error_message varchar(1000), attempts integer, key bytea, value bytea, headers jsonb NOT NULL,
  first_failed_at timestamptz, dead_at timestamptz NOT NULL, replays integer NOT NULL DEFAULT 0, replayed_at timestamptz, replayed_by varchar(100),
  UNIQUE (topic, partition_id, offset_value)
);
CREATE INDEX idx_dead_letters ON ops.dead_letters (origin_topic, dead_at DESC);

CREATE TABLE ops.consumer_offsets (
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
CREATE FUNCTION ops.claim_offset(
  p_group varchar, p_topic varchar, p_partition integer, p_generation integer, p_owner varchar,
  p_fallback bigint, p_topic_id uuid, p_seen integer,
  OUT outcome text, OUT epoch bigint, OUT next_offset bigint, OUT generation integer, OUT topic_id uuid
) LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO ops.consumer_offsets AS o (group_id, topic, partition, next_offset, topic_id, epoch, generation, owner)
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
    FROM ops.consumer_offsets o
    WHERE o.group_id = p_group AND o.topic = p_topic AND o.partition = p_partition
    INTO outcome, epoch, next_offset, generation, topic_id;
END $$;

-- Moves the offset of one partition, or raises VG001 when it is not p_expected under p_epoch any more. Sent together
-- with COMMIT in one message, so that the check costs no round trip of its own.
CREATE FUNCTION ops.settle_offset(
  p_group varchar, p_topic varchar, p_partition integer, p_expected bigint, p_next bigint, p_epoch bigint
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ops.consumer_offsets o SET next_offset = p_next, updated_at = now()
    WHERE o.group_id = p_group AND o.topic = p_topic AND o.partition = p_partition
      AND o.epoch = p_epoch AND o.next_offset = p_expected;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'partition % of % is not at the expected offset and epoch', p_partition, p_topic
      USING ERRCODE = 'VG001';
  END IF;
END $$;
