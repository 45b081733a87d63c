-- One page of an issue as it was printed, its stories as links, and the way to its neighbours.
local frame, parts = use("frame"), use("parts")

local turn = part(function(of)
	return parts.turn{label = t"前后版面",
		before = of.before, before_word = t"上一版", before_title = parts.page_label_of(of.before),
		first = of.first,
		after = of.after, after_word = t"下一版", after_title = parts.page_label_of(of.after),
		last = of.last}
end)

local function own_turn(ctx, issue)
	local before, after = issue.pages[ctx.page - 1], issue.pages[ctx.page + 1]
	return turn{before = before, first = not before and t"已是第一版",
		after = after, last = not after and t"已是最后一版"}
end

local function jump(story)
	local from = story.from and t"上接第%d版":format(story.from)
	local to = story.to and t"下转第%d版":format(story.to)
	return (from or to) and h.span{class = "jump", from, from and to and " ", to}
end

-- 标题导航. view.js lights the story in the view that a headline is of.
local function titles(ctx)
	local list = h.ol{}
	for i, story in ipairs(ctx.stories) do
		list[i] = h.li{
			story.kicker and h.span{class = "kicker", story.kicker},
			h.a{href = ctx.link(story.path), ["data-zone"] = story.zone, words(story.title)},
			jump(story),
		}
	end
	return list[1] and h.nav{class = "titles", ["aria-labelledby"] = "titles",
		h.h2{id = "titles", t"本版标题"}, list}
end

local function printed(ctx, issue, current)
	return h.div{class = "view",
		h.div{class = "paper", ctx.view},
		h.div{class = "beside",
			titles(ctx),
			h.h2(t"版面导航"),
			parts.overview(issue, current.number),
			parts.pdf(ctx, issue, ctx.page),
		},
	}
end

-- Where pages were not laid out: the stories in short.
local function listed(ctx, issue, current)
	return {
		parts.overview(issue, current.number),
		#current.articles > 0 and parts.plan(ctx, current.articles, 2),
		current.honours and issue.roll and parts.roll(issue.roll, 2, issue.roll.title),
	}
end

local crumbs = part(function(of)
	return h.p{class = "crumbs", h.a{href = link(of.path), parts.issue_label_of(of)}}
end)

return function(ctx)
	local issue, current = ctx.issue, ctx.issue.pages[ctx.page]
	local label = parts.page_label(current)
	return frame(ctx, {
		kind = "page",
		title = label .. " " .. issue.long,
		description = current.articles[1] and current.articles[1].title,
		crumbs(issue),
		h.h1(label),
		own_turn(ctx, issue),
		ctx.view and printed(ctx, issue, current) or listed(ctx, issue, current),
	})
end
