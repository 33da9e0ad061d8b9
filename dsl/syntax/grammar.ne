# Text to tree only: no look-ups, no defaults, no checks; those live in checks/. Each post-processor is one call into build/.
# White space and comments never come here. Lists of items without separators end by the next reserved word or brace.
@lexer lexer

file -> edition:? decl:*  {% ([edition, declarations]) => build.file(edition, declarations) %}
edition -> "edition" number  {% ([, number]) => number %}

decl -> use {% id %} | const {% id %} | condition {% id %} | window {% id %} | connection {% id %} | template {% id %}
      | schedule {% id %} | inhibit {% id %} | playbook {% id %} | rule {% id %} | test {% id %}

use -> "use" text  {% ([keyword, path]) => build.use(keyword, path) %}
const -> "const" name "=" value  {% ([keyword, name, , value]) => build.constDeclaration(keyword, name, value) %}
condition -> "condition" name "=" expr  {% ([keyword, name, , expr]) => build.condition(keyword, name, expr) %}
connection -> ("connection" {% id %} | "channel" {% id %}) name "=" name map  {% ([keyword, name, , type, config]) => build.connection(keyword, name, type, config) %}
template -> "template" name "=" text  {% ([keyword, name, , text]) => build.template(keyword, name, text) %}
inhibit -> "inhibit" name "{" "source" "(" expr ")" "mutes" "(" expr ")" by:? "}"  {% ([keyword, name, , , , source, , , , mutes, , by, close]) => build.inhibit(keyword, name, source, mutes, by, close) %}

# ---- windows and schedules
window -> "window" name "in" text "{" wline:+ "}"  {% ([keyword, name, , zone, , lines, close]) => build.window(keyword, name, zone, lines, close) %}
wline -> span {% id %}
       | "except" dates  {% ([keyword, dates]) => build.except(keyword, dates) %}
# Both halves always: a line that might lack one would read in two ways.
span -> days hours  {% ([days, hours]) => build.span(days, hours) %}
      | days "all" "day"  {% ([days, word, day]) => build.span(days, build.allDay(word, day)) %}
days -> dayrange | days "," dayrange  {% ([days, , day]) => build.more([days, day]) %}
      | "every" "day"  {% ([every, day]) => [build.everyDay(every, day)] %}
dayrange -> %day  {% ([day]) => build.days(day, day) %}
          | %day ".." %day  {% ([from, , to]) => build.days(from, to) %}
hours -> %time ".." %time  {% ([from, , to]) => build.hours(from, to) %}
dates -> date | dates "," date  {% ([dates, , date]) => build.more([dates, date]) %}
schedule -> "schedule" name "in" text "{" level:+ "}"  {% ([keyword, name, , zone, , levels, close]) => build.schedule(keyword, name, zone, levels, close) %}
level -> "level" number rota "{" handles "}" lafter:?  {% ([keyword, number, rota, , people, close, after]) => build.level(keyword, number, rota, people, close, after) %}
lafter -> "after" duration  {% ([, duration]) => duration %}
rota -> "always"  {% ([keyword]) => build.always(keyword) %}
      | "rotate" duration "from" datetime  {% ([keyword, every, , from]) => build.rotate(keyword, every, from) %}
      | "during" wref  {% ([keyword, window]) => build.rotaDuring(keyword, window) %}
wref -> name  {% ([name]) => build.namedWindow(name) %}
      | "(" span "in" text ")"  {% ([open, span, , zone, close]) => build.inlineWindow(open, span, zone, close) %}

# ---- playbooks and rules
playbook -> "playbook" name "(" params:? ")" pmeta:? block handler:*  {% ([keyword, name, , params, , meta, block, handlers]) => build.playbook(keyword, name, params, meta, block, handlers) %}
pmeta -> "meta" map  {% ([, map]) => map %}
params -> param | params "," param  {% ([params, , param]) => build.more([params, param]) %}
param -> name ":" name  {% ([name, , type]) => build.param(name, type, null) %}
       | name ":" name "=" value  {% ([name, , type, , value]) => build.param(name, type, value) %}

rule -> "rule" text "{" ritem:* "}"  {% ([keyword, name, , items, close]) => build.rule(keyword, name, items, close) %}
ritem -> "meta" map  {% ([keyword, map]) => build.meta(keyword, map) %}
       | "disabled"  {% ([keyword]) => build.disabled(keyword) %}
       | "priority" number  {% ([keyword, number]) => build.priority(keyword, number) %}
       | "on" trigger  {% ([keyword, trigger]) => build.on(keyword, trigger) %}
       | "when" expr  {% ([keyword, expr]) => build.when(keyword, expr) %}
       | "group" "by" paths gopt:*  {% ([keyword, , paths, options]) => build.group(keyword, paths, options) %}
       | "dedup" "by" paths "for" duration  {% ([keyword, , paths, , duration]) => build.dedup(keyword, paths, duration) %}
       | "throttle" number "per" duration by:?  {% ([keyword, count, , per, by]) => build.throttle(keyword, count, per, by) %}
       | "suppress" "when" expr  {% ([keyword, , expr]) => build.suppressWhen(keyword, expr) %}
       | "suppress" "while" "rule" text "open" by:?  {% ([keyword, , , rule, open, by]) => build.suppressWhile(keyword, rule, open, by) %}
       | "then" block  {% ([keyword, block]) => build.thenBlock(keyword, block) %}
       | handler {% id %}
       | "stop" "processing"  {% ([keyword, processing]) => build.stop(keyword, processing) %}
gopt -> ("within" {% id %} | "wait" {% id %} | "every" {% id %} | "repeat" {% id %}) duration  {% ([keyword, duration]) => build.groupOption(keyword, duration) %}
by -> "by" paths  {% ([, paths]) => paths %}

trigger -> "alert"  {% ([word]) => build.bareTrigger('alert', word) %}
         | "manual"  {% ([word]) => build.bareTrigger('manual', word) %}
         | "every" duration  {% ([keyword, duration]) => build.every(keyword, duration) %}
         | "cron" text "in" text  {% ([keyword, cron, , zone]) => build.cron(keyword, cron, zone) %}
         | "webhook" text  {% ([keyword, name]) => build.webhook(keyword, name) %}
         | "absence" "of" "(" expr ")" "for" duration by:?  {% ([keyword, , , of, , , duration, by]) => build.absence(keyword, of, duration, by) %}
         | "sequence" "within" duration by:? "{" sitem:+ "}"  {% ([keyword, , within, by, , events, close]) => build.sequence(keyword, within, by, events, close) %}
sitem -> "event" name "where" expr  {% ([keyword, name, , where]) => build.sequenceEvent('event', keyword, name, where) %}
       | "without" name "where" expr  {% ([keyword, name, , where]) => build.sequenceEvent('without', keyword, name, where) %}

# ---- steps
block -> "{" step:* "}"  {% ([open, steps, close]) => build.block(open, steps, close) %}
tail -> clause:* handler:*  {% ([clauses, handlers]) => build.tail(clauses, handlers) %}
htail -> handler:*  {% ([handlers]) => build.handlersOnly(handlers) %}
step -> "notify" targets tail  {% ([verb, targets, tail]) => build.notify(verb, targets, tail) %}
      | "escalate" handle tail  {% ([verb, target, tail]) => build.escalate(verb, target, tail) %}
      | "ticket" "create" "in" name tail  {% ([verb, , , system, tail]) => build.ticketCreate(verb, system, tail) %}
      | "ticket" "update" name tail  {% ([verb, , ticket, tail]) => build.ticketChange('ticket update', verb, ticket, tail) %}
      | "ticket" "close" name tail  {% ([verb, , ticket, tail]) => build.ticketChange('ticket close', verb, ticket, tail) %}
      | "wait" "for" ("ack" {% id %} | "resolve" {% id %}) tail  {% ([verb, , what, tail]) => build.waitFor(verb, what, tail) %}
      | "wait" "until" "(" expr ")" tail  {% ([verb, , , condition, close, tail]) => build.waitUntil(verb, condition, close, tail) %}
      | "approve" "by" targets tail  {% ([verb, , by, tail]) => build.approve(verb, by, tail) %}
      | "run" name tail  {% ([verb, name, tail]) => build.run(verb, name, tail) %}
      | "call" name "(" args:? ")" tail  {% ([verb, name, , args, close, tail]) => build.callStep(verb, name, args, close, tail) %}
      | "http" method text tail  {% ([verb, method, url, tail]) => build.http(verb, method, url, tail) %}
      | "parallel" "wait" ("all" {% id %} | "any" {% id %}) "{" branch:+ "}" htail  {% ([verb, , join, , branches, close, tail]) => build.parallel(verb, join, branches, close, tail) %}
      | arm elseif:* else:?  {% ([first, others, otherwise]) => build.ifStep(first, others, otherwise) %}
      | "for" "each" name "in" value "max" number "items" atonce:? block htail  {% ([verb, , name, , list, , max, , atOnce, block, tail]) => build.forEach(verb, name, list, max, atOnce, block, tail) %}
      | "repeat" "up" "to" number "times" revery:? runtil:? block htail  {% ([verb, , , times, , every, until, block, tail]) => build.repeat(verb, times, every, until, block, tail) %}
      | "set" (name {% id %} | path {% id %}) "=" value  {% ([verb, name, , value]) => build.set(verb, name, value) %}
      | "sleep" duration  {% ([verb, duration]) => build.sleep(verb, duration) %}
      | "end"  {% ([verb]) => build.end(verb, null, null) %}
      | "end" outcome  {% ([verb, outcome]) => build.end(verb, outcome, null) %}
      | "end" outcome text  {% ([verb, outcome, message]) => build.end(verb, outcome, message) %}
arm -> "if" expr block  {% ([keyword, condition, block]) => build.arm(keyword, condition, block) %}
elseif -> "else" arm  {% ([, arm]) => arm %}
else -> "else" block  {% ([, block]) => block %}
branch -> "branch" text block  {% ([keyword, title, block]) => build.branch(keyword, title, block) %}
atonce -> "," number "at" "once"  {% ([, number]) => number %}
revery -> "every" duration  {% ([, duration]) => duration %}
runtil -> "until" "(" expr ")"  {% ([, , expr]) => expr %}
args -> arg | args "," arg  {% ([args, , arg]) => build.more([args, arg]) %}
arg -> (%ident {% id %} | %soft {% id %}) ":" value  {% ([key, , value]) => build.entry(key, value) %}
method -> "GET" {% id %} | "POST" {% id %} | "PUT" {% id %} | "PATCH" {% id %} | "DELETE" {% id %}
outcome -> "ok" {% id %} | "failed" {% id %}

clause -> "via" names  {% ([keyword, names]) => build.via(keyword, names) %}
        | "using" name  {% ([keyword, name]) => build.using(keyword, name) %}
        | "with" map  {% ([keyword, map]) => build.withMap(keyword, map) %}
        | "as" name  {% ([keyword, name]) => build.as(keyword, name) %}
        | "level" number  {% ([keyword, level]) => build.atLevel(keyword, level) %}
        | "up" "to" duration  {% ([keyword, , duration]) => build.lasting('up to', keyword, duration) %}
        | "timeout" duration  {% ([keyword, duration]) => build.lasting('timeout', keyword, duration) %}
        | "expires" duration  {% ([keyword, duration]) => build.lasting('expires', keyword, duration) %}
        | "retry" number "times" backoff:?  {% ([keyword, times, word, backoff]) => build.retry(keyword, times, word, backoff) %}
        | "verify" "(" expr ")" "within" duration  {% ([keyword, , condition, , , within]) => build.verify(keyword, condition, within) %}
        | "rollback" block  {% ([keyword, block]) => build.rollback(keyword, block) %}
        | "expect" number ".." number  {% ([keyword, from, , to]) => build.expectStatus(keyword, from, to) %}
backoff -> "backoff" duration  {% ([, first]) => build.backoff(first, null) %}
         | "backoff" duration "max" duration  {% ([, first, , max]) => build.backoff(first, max) %}
handler -> "on" hevent block  {% ([on, event, block]) => build.handler(on, event, block) %}
hevent -> "timeout" {% id %} | "error" {% id %} | "approved" {% id %} | "rejected" {% id %} | "resolve" {% id %} | "ack" {% id %} | "empty" {% id %}

# ---- conditions; what binds tighter stands deeper
expr -> ors  {% ([parts]) => build.logic('or', parts) %}
ors -> and | ors "or" and  {% ([parts, , part]) => build.more([parts, part]) %}
and -> ands  {% ([parts]) => build.logic('and', parts) %}
ands -> not | ands "and" not  {% ([parts, , part]) => build.more([parts, part]) %}
not -> "not" not  {% ([keyword, of]) => build.not(keyword, of) %}
     | pred {% id %}
pred -> "(" expr ")"  {% ([open, of, close]) => build.paren(open, of, close) %}
      | "has" path  {% ([keyword, path]) => build.has(keyword, path) %}
      | "during" wref  {% ([keyword, window]) => build.during(keyword, window) %}
      | "count" of:? bounds  {% ([keyword, of, bounds]) => build.count(keyword, of, bounds) %}
      | "distinct" path of:? bounds  {% ([keyword, path, of, bounds]) => build.distinct(keyword, path, of, bounds) %}
      | compare {% id %}
      | matches {% id %}
      | value "not" "matches" %regex  {% ([left, , , regex]) => build.notSugar(build.matches(left, regex)) %}
      | value "contains" value  {% ([left, , right]) => build.membership('contains', left, right) %}
      | value "not" "contains" value  {% ([left, , , right]) => build.notSugar(build.membership('contains', left, right)) %}
      | value "in" value  {% ([left, , right]) => build.membership('in', left, right) %}
      | value "not" "in" value  {% ([left, , , right]) => build.notSugar(build.membership('in', left, right)) %}
      | value "starts" "with" value  {% ([left, , , right]) => build.membership('starts with', left, right) %}
      | value "ends" "with" value  {% ([left, , , right]) => build.membership('ends with', left, right) %}
      | path  {% ([path]) => build.truth(path) %}
      | name  {% ([name]) => build.truth(build.ref([name])) %}
compare -> value cmp value  {% ([left, op, right]) => build.compare(left, op, right) %}
matches -> value "matches" %regex  {% ([left, , regex]) => build.matches(left, regex) %}
of -> "of" "(" expr ")"  {% ([, , expr]) => expr %}
bounds -> cmp number "within" duration by:?  {% ([op, bound, , within, by]) => build.bounds(op, bound, within, by) %}
cmp -> "==" {% id %} | "!=" {% id %} | ">=" {% id %} | "<=" {% id %} | ">" {% id %} | "<" {% id %}

# ---- values
value -> value ("+" {% id %} | "-" {% id %}) atom  {% ([left, op, right]) => build.sum(left, op, right) %}
       | atom {% id %}
atom -> text {% id %} | number {% id %} | duration {% id %} | %size {% build.size %} | %percent {% build.percent %}
      | %bool {% build.constant %} | datetime {% id %} | date {% id %} | handle {% id %} | path {% id %} | map {% id %}
      | name  {% build.ref %}
      | name "(" values:? ")"  {% ([name, , values, close]) => build.call(name, values, close) %}
      | "[" values:? "]"  {% ([open, values, close]) => build.list(open, values, close) %}
values -> value | values "," value  {% ([values, , value]) => build.more([values, value]) %}
map -> "{" entry:* "}"  {% ([open, entries, close]) => build.map(open, entries, close) %}
entry -> key ":" value ",":?  {% ([key, , value]) => build.entry(key, value) %}
key -> %ident {% id %} | %soft {% id %} | %hard {% id %} | %day {% id %} | %bool {% id %} | %string {% id %}

paths -> path | paths "," path  {% ([paths, , path]) => build.more([paths, path]) %}
names -> name | names "," name  {% ([names, , name]) => build.more([names, name]) %}
handles -> handle | handles "," handle  {% ([handles, , handle]) => build.more([handles, handle]) %}
targets -> target | targets "," target  {% ([targets, , target]) => build.more([targets, target]) %}
target -> handle {% id %} | text {% id %}
name -> %ident {% build.name %} | %soft {% build.name %}
path -> %path {% build.path %}
text -> %string {% build.text %}
handle -> %handle {% build.handle %}
number -> %number {% build.number %}
duration -> %duration {% build.duration %}
date -> %date {% build.date %}
datetime -> %datetime {% build.datetime %}

# ---- tests
test -> "test" text "{" titem:* "}"  {% ([keyword, name, , items, close]) => build.test(keyword, name, items, close) %}
titem -> "at" datetime "in" text  {% ([keyword, time, , zone]) => build.at(keyword, time, zone) %}
       | "given" given map  {% ([keyword, what, map]) => build.given(keyword, what, map) %}
       | "given" "silence" "(" expr ")" "for" duration  {% ([keyword, , , condition, , , duration]) => build.givenSilence(keyword, condition, duration) %}
       | "given" "incident" "of" text  {% ([keyword, , , rule]) => build.givenIncident(keyword, rule) %}
       | "given" "webhook" text map  {% ([keyword, , name, body]) => build.givenWebhook(keyword, name, body) %}
       | "given" "manual" text  {% ([keyword, , rule]) => build.givenManual(keyword, rule) %}
       | "mock" ("run" {% id %} | "http" {% id %} | "call" {% id %} | "ticket" {% id %}) name "returns" value  {% ([keyword, step, name, , value]) => build.mock(keyword, step, name, value) %}
       | "after" duration  {% ([keyword, duration]) => build.after(keyword, duration) %}
       | ("ack" {% id %} | "approve" {% id %} | "reject" {% id %}) "by" handle  {% ([keyword, , by]) => build.person(keyword, by) %}
       | "resolve" "alert"  {% ([keyword, alert]) => build.resolveAlert(keyword, alert) %}
       | "expect" "not":? fact  {% ([keyword, not, fact]) => build.expectFact(keyword, not, fact) %}
       | "expect" "not":? happening times:? since:?  {% ([keyword, not, fact, times, since]) => build.expectFact(keyword, not, fact, times, since) %}
given -> "alert"  {% () => build.one('alert') %}
       | "resolve"  {% () => build.one('resolve') %}
       | number "alerts" "every" duration  {% ([count, , , every]) => build.several(count, every) %}
# What is so now; and what has happened, which can be counted and asked of a part of the test.
fact -> "running"  {% ([word]) => build.state(word) %}
      | "grouped" "with" paths  {% ([word, , paths]) => build.groupedWith(word, paths) %}
      | compare  {% ([compare]) => build.compared(compare) %}
happening -> "matched" text  {% ([word, rule]) => build.matched(word, rule) %}
           | state  {% ([word]) => build.state(word) %}
           | "notify" target fvia:?  {% ([word, target, via]) => build.notified(word, target, via) %}
           | "escalate" handle  {% ([word, target]) => build.escalated(word, target) %}
           | "ran" name  {% ([word, name]) => build.ran(word, name) %}
           | "ticket" ("created" {% id %} | "closed" {% id %})  {% ([word, state]) => build.ticketIs(word, state) %}
           | "end" outcome  {% ([word, outcome]) => build.ended(word, outcome) %}
times -> number "times"  {% ([count, word]) => build.times(count, word) %}
since -> "since" duration  {% ([keyword, duration]) => build.sinceAgo(keyword, duration) %}
       | "since" ("given" {% id %} | "ack" {% id %} | "approve" {% id %} | "reject" {% id %} | "resolve" {% id %})  {% ([keyword, word]) => build.sinceItem(keyword, word) %}
state -> "suppressed" {% id %} | "throttled" {% id %} | "deduped" {% id %} | "inhibited" {% id %} | "muted" {% id %}
fvia -> "via" name  {% ([, name]) => name %}
