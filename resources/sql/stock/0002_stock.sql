CREATE TABLE stock.stocks (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stock_id          varchar(64)   NOT NULL UNIQUE,
  product_id        varchar(100)  NOT NULL,
  symbol            varchar(20)   NOT NULL,
  product_name      varchar(100)  NOT NULL,
  quantity          integer       NOT NULL DEFAULT 0 CHECK (quantity >= 0),
  reserved_quantity integer       NOT NULL DEFAULT 0 CHECK (reserved_quantity >= 0),
  unit_price        numeric(19,2) NOT NULL CHECK (unit_price > 0),
  status            varchar(20)   NOT NULL CHECK (status IN
                      ('AVAILABLE','RESERVED','OUT_OF_STOCK','DISCONTINUED','PENDING_RESTOCK')),
  version           integer       NOT NULL DEFAULT 1,
  created_at        timestamptz   NOT NULL DEFAULT now(),
  created_by        varchar(100)  NOT NULL DEFAULT 'system',
  last_updated      timestamptz   NOT NULL DEFAULT now(),
  last_updated_by   varchar(100)  NOT NULL DEFAULT 'system',
  deleted_at        timestamptz
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX uq_stocks_product ON stock.stocks (product_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_stocks_status ON stock.stocks (status) WHERE deleted_at IS NULL;
CREATE INDEX idx_stocks_symbol ON stock.stocks (symbol text_pattern_ops);
CREATE INDEX idx_stocks_created ON stock.stocks (created_at, stock_id);
-- no index on quantity, version or last_updated: updates stay heap-only

CREATE TABLE stock.reservations (
  reservation_id varchar(64)  PRIMARY KEY,
  stock_id       varchar(64)  NOT NULL REFERENCES stock.stocks (stock_id),
  product_id     varchar(100) NOT NULL,
  symbol         varchar(20)  NOT NULL,
  quantity       integer      NOT NULL CHECK (quantity > 0),
  state          varchar(10)  NOT NULL DEFAULT 'ACTIVE'
                   CHECK (state IN ('ACTIVE','CONFIRMED','RELEASED','EXPIRED')),
  reserved_by    varchar(100) NOT NULL,
  reason         varchar(255),
  correlation_id varchar(128) NOT NULL,
  created_at     timestamptz  NOT NULL DEFAULT now(),
  expires_at     timestamptz  NOT NULL,
  closed_at      timestamptz,
  closed_by      varchar(100),
  close_reason   varchar(255),
  CHECK ((state = 'ACTIVE') = (closed_at IS NULL))
);
CREATE INDEX idx_reservations_stock   ON stock.reservations (stock_id, created_at DESC);
CREATE INDEX idx_reservations_expiry  ON stock.reservations (expires_at) WHERE state = 'ACTIVE';
CREATE INDEX idx_reservations_created ON stock.reservations (created_at);

CREATE TABLE stock.idempotency_keys (
  owner        varchar(255) NOT NULL,          -- subject, API key id, or 'anonymous'
  key          varchar(128) NOT NULL,
  path         varchar(500) NOT NULL,
  request_hash bytea        NOT NULL,          -- SHA-256 of method and body
  status       smallint     NOT NULL,
  response     jsonb        NOT NULL,
  created_at   timestamptz  NOT NULL DEFAULT now(),
  PRIMARY KEY (owner, key, path)
);
CREATE INDEX idx_idempotency_created ON stock.idempotency_keys (created_at);

CREATE TABLE stock.event_history (              -- written by analytics; kept 90 d
  event_id       uuid         NOT NULL,
  occurred_at    timestamptz  NOT NULL,
  stock_id       varchar(64)  NOT NULL,
  stock_version  integer      NOT NULL,
  product_id     varchar(100) NOT NULL,
  symbol         varchar(20)  NOT NULL,
  operation      varchar(30)  NOT NULL,
  operation_by   varchar(100) NOT NULL,
  correlation_id varchar(128) NOT NULL,
  payload        jsonb        NOT NULL,
  PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);             -- one partition a day, made 7 days ahead, and a DEFAULT partition
CREATE INDEX idx_history_stock ON stock.event_history (stock_id, stock_version DESC);
CREATE INDEX idx_history_corr  ON stock.event_history (correlation_id);

CREATE TABLE stock.symbol_minutes (
  minute    timestamptz NOT NULL,
  symbol    varchar(20) NOT NULL,
  created   integer NOT NULL DEFAULT 0,
  updated   integer NOT NULL DEFAULT 0,
  reserved  integer NOT NULL DEFAULT 0,
  confirmed integer NOT NULL DEFAULT 0,
  released  integer NOT NULL DEFAULT 0,
  expired   integer NOT NULL DEFAULT 0,
  rejected  integer NOT NULL DEFAULT 0,
  units     bigint  NOT NULL DEFAULT 0,         -- units reserved
  PRIMARY KEY (minute, symbol)
);

CREATE TABLE stock.branch_stocks (
  product_id          varchar(50) NOT NULL,
  distribution_center varchar(20) NOT NULL,
  branch              varchar(20) NOT NULL,
  quantity            integer     NOT NULL DEFAULT 0 CHECK (quantity >= 0),
  reserved            integer     NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  version             integer     NOT NULL DEFAULT 1,
  updated_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (product_id, distribution_center, branch)
);
CREATE TABLE stock.branch_movements (
  event_id            uuid PRIMARY KEY,
  correlation_id      varchar(128) NOT NULL,
  product_id          varchar(50) NOT NULL,
  distribution_center varchar(20) NOT NULL,
  branch              varchar(20) NOT NULL,
  source_branch       varchar(20),
  operation           varchar(10) NOT NULL,
  quantity            integer     NOT NULL,
  new_quantity        integer     NOT NULL,
  reason_code         varchar(30) NOT NULL,
  reference_document  varchar(100),
  occurred_at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_branch_moves ON stock.branch_movements (product_id, occurred_at DESC);

CREATE TABLE stock.event_history_default PARTITION OF stock.event_history DEFAULT;

-- Makes the daily partitions (UTC) from p_from to p_days days after it; rows that waited in the DEFAULT partition move
-- to theirs. Returns how many were made. Called at the start and once a day.
CREATE FUNCTION stock.make_history_partitions(p_from date, p_days integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_day  date;
  v_name text;
  v_low  timestamptz;
  v_high timestamptz;
  v_made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('stock.event_history'));
  FOR v_day IN SELECT d::date FROM generate_series(p_from::timestamp, p_from + p_days, interval '1 day') d LOOP
    v_name := 'event_history_' || to_char(v_day, 'YYYYMMDD');
    v_low  := v_day::timestamp AT TIME ZONE 'UTC';
    v_high := (v_day + 1)::timestamp AT TIME ZONE 'UTC';
    CONTINUE WHEN to_regclass('stock.' || v_name) IS NOT NULL;
    EXECUTE format('CREATE TABLE stock.%I (LIKE stock.event_history INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', v_name);
    EXECUTE format('WITH moved AS (DELETE FROM stock.event_history_default WHERE occurred_at >= %L AND occurred_at < %L '
                   'RETURNING *) INSERT INTO stock.%I SELECT * FROM moved', v_low, v_high, v_name);
    EXECUTE format('ALTER TABLE stock.event_history ATTACH PARTITION stock.%I FOR VALUES FROM (%L) TO (%L)',
                   v_name, v_low, v_high);
    v_made := v_made + 1;
  END LOOP;
  RETURN v_made;
END $$;

-- Drops the daily partitions that end before p_before and deletes what the DEFAULT partition holds of that time.
CREATE FUNCTION stock.drop_history_partitions(p_before date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_name    text;
  v_dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('stock.event_history'));
  FOR v_name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'stock.event_history'::regclass AND c.relname ~ '^event_history_[0-9]{8}$'
        AND to_date(right(c.relname, 8), 'YYYYMMDD') < p_before
  LOOP
    EXECUTE format('DROP TABLE stock.%I', v_name);
    v_dropped := v_dropped + 1;
  END LOOP;
  DELETE FROM stock.event_history_default WHERE occurred_at < p_before::timestamp AT TIME ZONE 'UTC';
  RETURN v_dropped;
END $$;

SELECT stock.make_history_partitions((now() AT TIME ZONE 'UTC')::date, 7);
